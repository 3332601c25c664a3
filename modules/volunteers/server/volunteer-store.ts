import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { changeInEach, inEach, inFewest } from '#platform/db/in-each.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWhereItLies, findWhereTheyLie, noteMoved } from '#platform/db/moved-records.ts';
import { forgetWhereabouts, noteWhereabouts, type Subject, whereaboutsOf } from '#platform/db/whereabouts.ts';
import { searchTextOf } from '#platform/search/search-text.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { VolunteerInput } from '../contract/volunteer.ts';
import type { Consent } from '../contract/words.ts';
import type { PersonalColumns } from './personal.ts';

/** What is known of a volunteer, without the numbers. */
export type VolunteerFields = Omit<VolunteerInput, 'idNumber' | 'phone' | 'guardianPhone'>;

export interface StoredVolunteer extends VolunteerFields, PersonalColumns {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  accountId: number | null;
  consent: Consent;
  consentNote: string | null;
  registeredOn: Day;
  registeredBy: string;
  registeredByName: string;
  withdrawnOn: Day | null;
  withdrawReason: string | null;
  demonstration: boolean;
  version: number;
}

export type NamedVolunteer = Pick<StoredVolunteer, 'id' | 'div' | 'name' | 'phoneCipher'>;

export const VOLUNTEER_COLUMNS =
  sql.raw(`v.id, v.district, v.div, v.recorded_div as "recordedDiv", v.account_id as "accountId", v.name, v.sex, v.born_on as "bornOn", v.id_kind as "idKind",
  v.id_number_cipher as "idNumberCipher", v.id_number_index as "idNumberIndex", v.nationality, v.phone_cipher as "phoneCipher", v.phone_index as "phoneIndex",
  v.service_kinds as "serviceKinds", v.skills, v.languages, v.availability, v.insured_until as "insuredUntil", v.guardian_name as "guardianName",
  v.guardian_phone_cipher as "guardianPhoneCipher", v.guardian_agreed_on as "guardianAgreedOn", v.consent, v.consent_note as "consentNote", v.registered_on as "registeredOn",
  v.registered_by as "registeredBy", v.registered_by_name as "registeredByName", v.withdrawn_on as "withdrawnOn", v.withdraw_reason as "withdrawReason", v.demonstration, v.version`);

/** The first of those in some districts. @param seen what the caller may see, of alias `v` @param lock keeps it until the transaction ends */
async function findOne(
  db: Database | Transaction,
  districts: readonly number[],
  seen: RawBuilder<boolean>,
  lock: boolean,
): Promise<StoredVolunteer | undefined> {
  if (!lock) {
    const { rows } = await sql<StoredVolunteer>`
      select ${VOLUNTEER_COLUMNS} from volunteers v where ${isOneOf(sql`v.district`, districts, 'int')} and ${seen} order by v.id limit 1`.execute(db);
    return rows[0];
  }
  const found = await inEach(districts, async (district) => {
    const { rows } = await sql<StoredVolunteer>`
      select ${VOLUNTEER_COLUMNS} from volunteers v where v.district = ${district} and ${seen} order by v.id limit 1 for update`.execute(db);
    return rows;
  });
  return found.sort((one, other) => one.id - other.id)[0];
}

export function findVolunteer(db: Database | Transaction, id: number, range: KeyRange, { oldest, lock = false }: { oldest: Day | null; lock?: boolean }) {
  return findWhereItLies(db, id, (district) => findOne(db, [district], sql<boolean>`v.id = ${id} and ${inRange(range, 'v')} and ${bornUntil(oldest)}`, lock));
}

/** @param oldest null sees children too; else the last day of birth of whoever is no child any more */
export function bornUntil(oldest: Day | null): RawBuilder<boolean> {
  return oldest === null ? sql<boolean>`true` : sql<boolean>`v.born_on <= ${oldest}::date`;
}

/** The same for rows that belong to a volunteer. @param alias of the table with `volunteer_id` */
export function ofBornUntil(alias: string, oldest: Day | null): RawBuilder<boolean> {
  return oldest === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(`${alias}.volunteer_born_on`)} <= ${oldest}::date`;
}

export async function findByAccount(db: Database | Transaction, accountId: number, lock = false): Promise<StoredVolunteer | undefined> {
  const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
  return findOne(db, districts, sql<boolean>`v.account_id = ${accountId}`, lock);
}

/** Those named by rows that were judged, wherever they are at home. */
export function findNamed(db: Database | Transaction, ids: readonly number[]): Promise<Map<number, NamedVolunteer>> {
  return findWhereTheyLie(db, ids, async (districts, wanted) => {
    const { rows } = await sql<NamedVolunteer>`
      select v.id, v.div, v.name, v.phone_cipher as "phoneCipher" from volunteers v
      where ${isOneOf(sql`v.district`, districts, 'int')} and ${isOneOf(sql`v.id`, wanted, 'bigint')}`.execute(db);
    return rows;
  });
}

/** Who of those on a list is registered, by account or by the keyed digest of a telephone. */
export async function findByAccountsOrPhones(
  tx: Transaction,
  accounts: readonly number[],
  phones: readonly string[],
): Promise<Pick<StoredVolunteer, 'id' | 'accountId' | 'phoneIndex' | 'name' | 'bornOn'>[]> {
  const districts = await whereaboutsOf(
    tx,
    ...accounts.map((key) => ({ kind: 'account', key }) as const),
    ...phones.map((key) => ({ kind: 'phone', key }) as const),
  );
  return inFewest(tx, districts, async (some) => {
    const { rows } = await sql<Pick<StoredVolunteer, 'id' | 'accountId' | 'phoneIndex' | 'name' | 'bornOn'>>`
      select v.id, v.account_id as "accountId", v.phone_index as "phoneIndex", v.name, v.born_on as "bornOn" from volunteers v
      where ${isOneOf(sql`v.district`, some, 'int')} and v.withdrawn_on is null and (v.account_id = any(${[...accounts]}::bigint[]) or v.phone_index = any(${[...phones]}::text[]))`.execute(
      tx,
    );
    return rows;
  });
}

/** Whoever bears a document and is at home within an office's range, as if there were nobody elsewhere; the caller holds the lock of `lockIdNumber`. */
export async function findByIdNumber(tx: Transaction, index: string, range: KeyRange): Promise<StoredVolunteer | undefined> {
  const districts = await whereaboutsOf(tx, { kind: 'document', key: index });
  return findOne(tx, districts, sql<boolean>`v.id_number_index = ${index} and ${inRange(range, 'v')}`, true);
}

/**
 * The record that a person at the telephone comes back to: the own one before those that offices keep, of these the one with the person's
 * telephone. The caller holds the lock of `lockIdNumber`.
 */
export async function findOwnByIdNumber(
  tx: Transaction,
  { idNumberIndex, phoneIndex, accountId }: { idNumberIndex: string; phoneIndex: string | null; accountId: number },
): Promise<StoredVolunteer | undefined> {
  const districts = await whereaboutsOf(tx, { kind: 'document', key: idNumberIndex });
  const bearers = await inEach(districts, async (district) => {
    const { rows } = await sql<StoredVolunteer>`
      select ${VOLUNTEER_COLUMNS} from volunteers v where v.district = ${district} and v.id_number_index = ${idNumberIndex} order by v.id for update`.execute(
      tx,
    );
    return rows;
  });
  const rank = (bearer: StoredVolunteer) => [
    bearer.accountId === accountId ? 0 : 1,
    bearer.phoneIndex === phoneIndex ? 0 : 1,
    bearer.withdrawnOn ? Date.parse(bearer.withdrawnOn) : -Infinity,
    bearer.id,
  ];
  return bearers.sort((one, other) => compareInOrder(rank(one), rank(other)))[0];
}

function compareInOrder(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((value, index) => value !== other[index]);
  return differing < 0 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}

/** One after the other for one document until the transaction ends: the first has no row to lock. */
export async function lockIdNumber(tx: Transaction, index: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`volunteer ${index}`}))`.execute(tx);
}

interface By {
  at: Date;
  id: string;
}

export async function insertVolunteer(tx: Transaction, one: StoredVolunteer, by: By): Promise<void> {
  await sql`insert into volunteers (id, district, div, recorded_div, account_id, name, sex, born_on, id_kind, id_number_cipher, id_number_index, nationality, phone_cipher, phone_index,
      service_kinds, skills, languages, availability, insured_until, guardian_name, guardian_phone_cipher, guardian_agreed_on, consent, consent_note, registered_on, registered_by,
      registered_by_name, search_text, demonstration, version, updated_at, updated_by)
    values (${one.id}, ${one.district}, ${one.div}, ${one.recordedDiv}, ${one.accountId}, ${one.name}, ${one.sex}, ${one.bornOn}, ${one.idKind}, ${one.idNumberCipher},
      ${one.idNumberIndex}, ${one.nationality}, ${one.phoneCipher}, ${one.phoneIndex}, ${one.serviceKinds}::text[], ${one.skills}::text[], ${one.languages}::text[],
      ${one.availability}::text[], ${one.insuredUntil}, ${one.guardianName}, ${one.guardianPhoneCipher}, ${one.guardianAgreedOn}, ${one.consent}, ${one.consentNote},
      ${one.registeredOn}, ${one.registeredBy}, ${one.registeredByName}, ${searchTextOf([one.name])}, ${one.demonstration}, ${one.version}, ${by.at}, ${by.id})`.execute(
    tx,
  );
  await noteHome(tx, one);
}

/** By what a volunteer is looked for anywhere. */
function subjectsOf({ accountId, phoneIndex, idNumberIndex }: StoredVolunteer): { subject: Subject; row: RawBuilder<boolean> }[] {
  return [
    { subject: { kind: 'document', key: idNumberIndex }, row: sql<boolean>`v.id_number_index = ${idNumberIndex}` },
    ...(accountId === null ? [] : [{ subject: { kind: 'account', key: accountId } as const, row: sql<boolean>`v.account_id = ${accountId}` }]),
    ...(phoneIndex === null ? [] : [{ subject: { kind: 'phone', key: phoneIndex } as const, row: sql<boolean>`v.phone_index = ${phoneIndex}` }]),
  ];
}

async function noteHome(tx: Transaction, one: StoredVolunteer): Promise<void> {
  const { id, district } = one;
  await noteWhereabouts(tx, [{ kind: 'record', key: id, district }, ...subjectsOf(one).map(({ subject }) => ({ ...subject, district }))]);
}

/** A telephone, document or account that a volunteer had in a district leads there no more, unless another one there has it. */
async function forgetFormer(tx: Transaction, before: StoredVolunteer): Promise<void> {
  for (const { subject, row } of subjectsOf(before)) {
    const { rows } = await sql`select from volunteers v where v.district = ${before.district} and ${row} limit 1`.execute(tx);
    if (rows.length === 0) await forgetWhereabouts(tx, { ...subject, district: before.district });
  }
}

/** Everything that may change; the version goes up by one. */
export async function updateVolunteer(tx: Transaction, before: StoredVolunteer, one: StoredVolunteer, by: By): Promise<void> {
  await sql`update volunteers set account_id = ${one.accountId}, name = ${one.name}, sex = ${one.sex}, born_on = ${one.bornOn}, id_kind = ${one.idKind},
      id_number_cipher = ${one.idNumberCipher}, id_number_index = ${one.idNumberIndex}, nationality = ${one.nationality}, phone_cipher = ${one.phoneCipher},
      phone_index = ${one.phoneIndex}, service_kinds = ${one.serviceKinds}::text[], skills = ${one.skills}::text[], languages = ${one.languages}::text[],
      availability = ${one.availability}::text[], insured_until = ${one.insuredUntil}, guardian_name = ${one.guardianName}, guardian_phone_cipher = ${one.guardianPhoneCipher},
      guardian_agreed_on = ${one.guardianAgreedOn}, consent = ${one.consent}, consent_note = ${one.consentNote}, withdrawn_on = ${one.withdrawnOn},
      withdraw_reason = ${one.withdrawReason}, search_text = ${searchTextOf([one.name])}, version = version + 1, updated_at = ${by.at}, updated_by = ${by.id}
    where district = ${before.district} and id = ${before.id}`.execute(tx);
  if (JSON.stringify(subjectsOf(before).map(({ subject }) => subject)) !== JSON.stringify(subjectsOf(one).map(({ subject }) => subject))) {
    await noteHome(tx, { ...one, id: before.id, district: before.district });
    await forgetFormer(tx, before);
  }
  if (before.bornOn !== one.bornOn) await correctBirth(tx, before.id, one.bornOn);
}

/** Rows that lie in other districts say when their volunteer was born. */
async function correctBirth(tx: Transaction, id: number, bornOn: Day): Promise<void> {
  const districts = await whereaboutsOf(tx, { kind: 'record', key: id });
  for (const table of ['volunteer_memberships', 'volunteer_services', 'volunteer_certificates'])
    await changeInEach(districts, (district) =>
      sql`update ${sql.table(table)} set volunteer_born_on = ${bornOn} where district = ${district} and volunteer_id = ${id}`.execute(tx),
    );
}

/** Where a volunteer is at home changes: the row is born anew in the other district, with the id it had. */
export async function moveVolunteer(tx: Transaction, one: StoredVolunteer, to: { district: number; div: number }, by: By): Promise<void> {
  if (to.district === one.district) {
    await sql`update volunteers set div = ${to.div}, recorded_div = ${to.div} where district = ${one.district} and id = ${one.id}`.execute(tx);
    return;
  }
  await sql`delete from volunteers where district = ${one.district} and id = ${one.id}`.execute(tx);
  await insertVolunteer(tx, { ...one, ...to, recordedDiv: to.div }, by);
  await forgetFormer(tx, one);
  await noteMoved(tx, [{ id: one.id, district: to.district }]);
}
