import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import type { Hat } from '../contract/hats.ts';
import type { SessionTimes } from './session-store.ts';

/** Told to the cipher of telephones. */
export const PERSON_PHONE = 'person-phone';

/** Somebody outside the offices, known by the telephone. */
export interface Person {
  id: number;
  displayName: string;
  /** null once the holder has closed the account */
  phoneCipher: string | null;
  phoneIndex: string | null;
  disabledAt: Date | null;
}

const COLUMNS = sql.raw(`a.id, a.display_name as "displayName", p.phone_cipher as "phoneCipher", p.phone_index as "phoneIndex", a.disabled_at as "disabledAt"`);

export async function findPersonByPhone(db: Database | Transaction, phoneIndex: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select ${COLUMNS} from persons p join accounts a on a.id = p.account_id where p.phone_index = ${phoneIndex}`.execute(db);
  return rows[0];
}

export async function findPerson(db: Database | Transaction, id: number): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select ${COLUMNS} from persons p join accounts a on a.id = p.account_id where a.id = ${id}`.execute(db);
  return rows[0];
}

/** Reads and locks the person until the transaction ends. */
export async function lockPerson(tx: Transaction, id: number): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select ${COLUMNS} from persons p join accounts a on a.id = p.account_id where a.id = ${id} for update of a`.execute(tx);
  return rows[0];
}

export interface NewPerson {
  id: number;
  displayName: string;
  phoneCipher: string;
  phoneIndex: string;
  now: Date;
}

/** @returns false when another window opened the account at the same moment */
export async function insertPerson(tx: Transaction, person: NewPerson): Promise<boolean> {
  const name = `person-${person.phoneIndex.toLowerCase()}-${person.id}`;
  await sql`insert into accounts (id, office_id, name, display_name, duty, demonstration, created_at, created_by)
    values (${person.id}, null, ${name}, ${person.displayName}, 'person', false, ${person.now}, ${String(person.id)})`.execute(tx);
  const { numAffectedRows } = await sql`insert into persons (account_id, phone_cipher, phone_index)
    values (${person.id}, ${person.phoneCipher}, ${person.phoneIndex}) on conflict (phone_index) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** The person of a live session of the public pages. */
export async function findPersonSession(
  db: Database,
  tokenDigest: string,
  { now, idleSince }: SessionTimes,
): Promise<(Person & { sessionId: string; seenAt: Date }) | undefined> {
  const { rows } = await sql<Person & { sessionId: string; seenAt: Date }>`select ${COLUMNS}, s.id as "sessionId", s.seen_at as "seenAt"
    from sessions s join accounts a on a.id = s.account_id join persons p on p.account_id = a.id
    where s.token_digest = ${tokenDigest} and s.expires_at > ${now} and s.seen_at > ${idleSince} and a.disabled_at is null`.execute(db);
  return rows[0];
}

export interface WornHat {
  id: number;
  hat: Hat;
  div: number;
  organizationId: number | null;
  beginsOn: Day;
  endsOn: Day | null;
}

/** The hats worn on a day, the oldest first. */
export async function readHats(db: Database | Transaction, accountId: number, day: Day): Promise<WornHat[]> {
  const { rows } = await sql<WornHat>`select id, hat, div, organization_id as "organizationId", begins_on as "beginsOn", ends_on as "endsOn" from person_hats
    where account_id = ${accountId} and begins_on <= ${day}::date and (ends_on is null or ends_on > ${day}::date) order by begins_on, id limit 100`.execute(db);
  return rows;
}

export interface NewHat {
  id: number;
  accountId: number;
  hat: Hat;
  district: number;
  div: number;
  organizationId: number | null;
  beginsOn: Day;
  givenAt: Date;
  givenBy: string;
}

/** @returns false when the person wears it already */
export async function insertHat(tx: Transaction, hat: NewHat): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into person_hats (id, account_id, hat, district, div, organization_id, begins_on, given_at, given_by)
    values (${hat.id}, ${hat.accountId}, ${hat.hat}, ${hat.district}, ${hat.div}, ${hat.organizationId}, ${hat.beginsOn}, ${hat.givenAt}, ${hat.givenBy})
    on conflict (account_id, hat, div, coalesce(organization_id, 0)) where ends_on is null do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Whatever is worn of a kind ends on a day. @returns how many */
export async function endHats(tx: Transaction, accountId: number, hat: Hat, day: Day): Promise<number> {
  const { numAffectedRows } = await sql`update person_hats set ends_on = greatest(${day}::date, begins_on)
    where account_id = ${accountId} and hat = ${hat} and ends_on is null`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** What somebody said of themself is forgotten: where they live, or that they are a party member. @returns how many places ended */
export async function forgetHat(tx: Transaction, accountId: number, hat: 'resident' | 'partyMember'): Promise<number> {
  const { numAffectedRows } = await sql`delete from person_hats where account_id = ${accountId} and hat = ${hat}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** What leads to the person goes: telephone, hats, name; the row stays as proof of the consents until its time is over. */
export async function storeClosed(tx: Transaction, id: number, now: Date): Promise<void> {
  await sql`update persons set phone_cipher = null, phone_index = null, closed_at = ${now} where account_id = ${id}`.execute(tx);
  await sql`delete from person_hats where account_id = ${id}`.execute(tx);
  await sql`update accounts set name = ${`person-closed-${id}`}, display_name = '已注销用户', disabled_at = ${now} where id = ${id}`.execute(tx);
}

/** Two organizations turn out to be one: who led or belonged to the one that goes does so for the one that stays, once. @returns how many hats moved */
export async function carryHats(tx: Transaction, from: number, to: number): Promise<number> {
  await sql`delete from person_hats h where h.organization_id = ${from} and h.ends_on is null and exists (select 1 from person_hats k
    where k.account_id = h.account_id and k.hat = h.hat and k.div = h.div and k.organization_id = ${to} and k.ends_on is null)`.execute(tx);
  const { numAffectedRows } = await sql`update person_hats set organization_id = ${to} where organization_id = ${from}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
