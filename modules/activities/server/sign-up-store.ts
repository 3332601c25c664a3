import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { ParticipantKind, SignUpState } from '../contract/occasion.ts';

export interface StoredSignUp {
  id: number;
  district: number;
  div: number;
  version: number;
  occasionId: number;
  accountId: string | null;
  /** null once its time of keeping is over */
  nameCipher: string | null;
  phoneCipher: string | null;
  kind: ParticipantKind;
  state: SignUpState;
  signedUpAt: Date;
  movedUpAt: Date | null;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  wrongCodes: number;
}

export const SIGN_UP_NAME = 'activity_sign_ups.name';
export const SIGN_UP_PHONE = 'activity_sign_ups.phone';

export const SIGN_UP_COLUMNS =
  sql.raw(`s.id, s.district, s.div, s.version, s.occasion_id as "occasionId", s.account_id as "accountId", s.name_cipher as "nameCipher", s.phone_cipher as "phoneCipher",
  s.kind, s.state, s.signed_up_at as "signedUpAt", s.moved_up_at as "movedUpAt", s.checked_in_at as "checkedInAt", s.checked_out_at as "checkedOutAt",
  s.wrong_codes as "wrongCodes"`);

/** Where the occasion lies; what is stored about it lies there too. */
export interface OfOccasion {
  id: number;
  district: number;
}

export interface Counts {
  /** everybody on the list, the cancelled included */
  listed: number;
  confirmed: number;
  waiting: number;
  checkedIn: number;
  /** of those who checked in; somebody is one kind, so the kinds add up */
  kinds: Record<ParticipantKind, number>;
}

/** How many have a place, wait and came, by occasion; those of whom there are none are absent. */
export async function countSignUps(db: Database | Transaction, range: KeyRange, occasions: readonly OfOccasion[]): Promise<Map<number, Counts>> {
  const { rows } = await sql<Omit<Counts, 'kinds'> & Counts['kinds'] & { id: number }>`
    select s.occasion_id as id, count(*)::int as listed, count(*) filter (where s.state = 'confirmed')::int as confirmed, count(*) filter (where s.state = 'waiting')::int as waiting,
      count(s.checked_in_at)::int as "checkedIn", count(s.checked_in_at) filter (where s.kind = 'resident')::int as resident,
      count(s.checked_in_at) filter (where s.kind = 'volunteer')::int as volunteer, count(s.checked_in_at) filter (where s.kind = 'partyMember')::int as "partyMember",
      count(s.checked_in_at) filter (where s.kind = 'other')::int as other
    from activity_sign_ups s where ${inRange(range, 's')} and s.district = any(${occasions.map(({ district }) => district)}::int[]) and s.occasion_id = any(${occasions.map(({ id }) => id)}::bigint[]) group by s.occasion_id`.execute(
    db,
  );
  return new Map(rows.map(({ id, listed, confirmed, waiting, checkedIn, ...kinds }) => [id, { listed, confirmed, waiting, checkedIn, kinds }]));
}

/** By arrival, after an id. */
export async function readSignUps(
  db: Database | Transaction,
  range: KeyRange,
  { district, id }: OfOccasion,
  { after, limit }: { after: number; limit: number },
): Promise<StoredSignUp[]> {
  const { rows } = await sql<StoredSignUp>`
    select ${SIGN_UP_COLUMNS} from activity_sign_ups s where ${inRange(range, 's')} and s.district = ${district} and s.occasion_id = ${id} and s.id > ${after}
    order by s.id limit ${limit}`.execute(db);
  return rows;
}

/** One entry of an occasion, locked behind the occasion. */
export async function findSignUp(db: Database | Transaction, range: KeyRange, { district, id }: OfOccasion, entry: number): Promise<StoredSignUp | undefined> {
  const { rows } = await sql<StoredSignUp>`
    select ${SIGN_UP_COLUMNS} from activity_sign_ups s where ${inRange(range, 's')} and s.district = ${district} and s.occasion_id = ${id} and s.id = ${entry}`.execute(
    db,
  );
  return rows[0];
}

/** The entry of an account that is not cancelled. */
export async function findOwnSignUp(
  db: Database | Transaction,
  range: KeyRange,
  { district, id }: OfOccasion,
  accountId: string,
): Promise<StoredSignUp | undefined> {
  const { rows } = await sql<StoredSignUp>`
    select ${SIGN_UP_COLUMNS} from activity_sign_ups s
    where ${inRange(range, 's')} and s.district = ${district} and s.occasion_id = ${id} and s.account_id = ${accountId} and s.state <> 'cancelled'`.execute(db);
  return rows[0];
}

export interface NewSignUp {
  id: number;
  accountId: string | null;
  nameCipher: string;
  phoneCipher: string | null;
  phoneIndex: string | null;
  kind: ParticipantKind;
  state: 'confirmed' | 'waiting';
  at: Date;
}

/** @returns false when the account or the telephone is on the list already */
export async function insertSignUp(tx: Transaction, occasion: OfOccasion & { div: number; recordedDiv: number }, entry: NewSignUp): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into activity_sign_ups (id, district, div, recorded_div, occasion_id, account_id, name_cipher, phone_cipher, phone_index, kind, state, signed_up_at)
    values (${entry.id}, ${occasion.district}, ${occasion.div}, ${occasion.recordedDiv}, ${occasion.id}, ${entry.accountId}, ${entry.nameCipher}, ${entry.phoneCipher},
      ${entry.phoneIndex}, ${entry.kind}, ${entry.state}, ${entry.at}) on conflict do nothing`.execute(tx);
  if (entry.accountId !== null) await noteWhereabouts(tx, [{ kind: 'account', key: entry.accountId, district: occasion.district }]);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Whoever waited longest, `count` of them. @returns their ids */
export async function moveUp(tx: Transaction, { district, id }: OfOccasion, count: number, at: Date): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ id: number }>`
    update activity_sign_ups set state = 'confirmed', moved_up_at = ${at}, version = version + 1
    where district = ${district} and id in (select w.id from activity_sign_ups w where w.district = ${district} and w.occasion_id = ${id} and w.state = 'waiting'
      order by w.id limit ${count}) returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function cancelEntry(tx: Transaction, { district, id }: StoredSignUp, at: Date): Promise<void> {
  await sql`update activity_sign_ups set state = 'cancelled', cancelled_at = ${at}, version = version + 1 where district = ${district} and id = ${id}`.execute(
    tx,
  );
}

/** On the list or at the door; whoever waited gets the place that is free on the spot. */
export async function noteCheckIn(tx: Transaction, { district, id }: Pick<StoredSignUp, 'district' | 'id'>, by: 'self' | 'host', at: Date): Promise<void> {
  await sql`
    update activity_sign_ups set state = 'confirmed', checked_in_at = ${at}, checked_in_by = ${by}, version = version + 1
    where district = ${district} and id = ${id} and checked_in_at is null`.execute(tx);
}

export async function noteCheckOut(tx: Transaction, { district, id }: StoredSignUp, at: Date): Promise<void> {
  await sql`update activity_sign_ups set checked_out_at = ${at}, version = version + 1 where district = ${district} and id = ${id} and checked_out_at is null`.execute(
    tx,
  );
}

export async function noteWrongCode(tx: Transaction, { district, id }: StoredSignUp): Promise<void> {
  await sql`update activity_sign_ups set wrong_codes = wrong_codes + 1 where district = ${district} and id = ${id}`.execute(tx);
}
