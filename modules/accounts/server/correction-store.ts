import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { CorrectionOutcome, CorrectionState, CorrectionSubject } from '../contract/correction.ts';

export const CORRECTION_NAME = 'correction_requests.name';
export const CORRECTION_WRONG = 'correction_requests.wrong';
export const CORRECTION_RIGHT = 'correction_requests.right';

export interface StoredCorrection {
  id: number;
  district: number;
  div: number;
  version: number;
  accountId: number;
  about: CorrectionSubject;
  nameCipher: string;
  wrongCipher: string;
  rightCipher: string;
  receivedOn: Day;
  dueOn: Day;
  state: CorrectionState;
  answer: string | null;
  answeredOn: Day | null;
  answeredByName: string | null;
}

const COLUMNS =
  sql.raw(`c.id, c.district, c.div, c.version, c.account_id as "accountId", c.about, c.name_cipher as "nameCipher", c.wrong_cipher as "wrongCipher",
  c.right_cipher as "rightCipher", c.received_on as "receivedOn", c.due_on as "dueOn", c.state, c.answer, c.answered_on as "answeredOn", c.answered_by_name as "answeredByName"
  from correction_requests c`);

/** Locked until the transaction ends; undefined for what is absent or outside the range. */
export async function lockCorrection(tx: Transaction, id: number, range: KeyRange): Promise<StoredCorrection | undefined> {
  return lockOne(tx, id, inRange(range, 'c'));
}

/** Of one person, wherever it lies, locked. */
export async function lockOwnCorrection(tx: Transaction, accountId: number, id: number): Promise<StoredCorrection | undefined> {
  return lockOne(tx, id, sql<boolean>`c.account_id = ${accountId}`);
}

function lockOne(tx: Transaction, id: number, seen: RawBuilder<boolean>): Promise<StoredCorrection | undefined> {
  return findWhereItLies(tx, id, async (district) => {
    const { rows } = await sql<StoredCorrection>`
      select ${COLUMNS} where c.district = ${district} and c.id = ${id} and ${seen} for update of c`.execute(tx);
    return rows[0];
  });
}

/** What a person asked for, the newest first. */
export async function readOwnCorrections(db: Database | Transaction, accountId: number, limit: number): Promise<StoredCorrection[]> {
  const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
  const { rows } =
    await sql<StoredCorrection>`select ${COLUMNS} where ${isOneOf(sql`c.district`, districts, 'int')} and c.account_id = ${accountId} order by c.id desc limit ${limit}`.execute(
      db,
    );
  return rows;
}

export interface CorrectionsAsked {
  isWaiting: boolean;
  /** due day and id of the last one of the page before */
  after: readonly [Day, number] | null;
  limit: number;
}

/** Those that wait by their deadline, the nearest first; those that ended by it, the latest first. */
export async function readCorrections(db: Database, range: KeyRange, { isWaiting, after, limit }: CorrectionsAsked): Promise<StoredCorrection[]> {
  const [day, id] = after ?? [null, null];
  const { rows } = isWaiting
    ? await sql<StoredCorrection>`select ${COLUMNS} where ${inRange(range, 'c')} and c.state = 'waiting'
        and (${day}::date is null or (c.due_on, c.id) > (${day}::date, ${id}::bigint)) order by c.due_on, c.id limit ${limit}`.execute(db)
    : await sql<StoredCorrection>`select ${COLUMNS} where ${inRange(range, 'c')} and c.state <> 'waiting'
        and (${day}::date is null or (c.due_on, c.id) < (${day}::date, ${id}::bigint)) order by c.due_on desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countCorrections(db: Database, range: KeyRange, isWaiting: boolean): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from correction_requests c
    where ${inRange(range, 'c')} and (c.state = 'waiting') = ${isWaiting}::boolean`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface NewCorrection {
  id: number;
  district: number;
  div: number;
  accountId: number;
  formKey: string;
  about: CorrectionSubject;
  nameCipher: string;
  wrongCipher: string;
  rightCipher: string;
  receivedOn: Day;
  receivedAt: Date;
  dueOn: Day;
}

/** @returns false when the same form was sent before */
export async function insertCorrection(tx: Transaction, one: NewCorrection): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into correction_requests
      (id, district, div, recorded_div, account_id, form_key, about, name_cipher, wrong_cipher, right_cipher, received_on, received_at, due_on, state)
    values (${one.id}, ${one.district}, ${one.div}, ${one.div}, ${one.accountId}, ${one.formKey}, ${one.about}, ${one.nameCipher}, ${one.wrongCipher}, ${one.rightCipher},
      ${one.receivedOn}, ${one.receivedAt}, ${one.dueOn}, 'waiting') on conflict (district, account_id, form_key) do nothing`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'account', key: one.accountId, district: one.district }]);
  return numAffectedRows === 1n;
}

export async function storeAnswer(
  tx: Transaction,
  { district, id }: Pick<StoredCorrection, 'district' | 'id'>,
  given: { outcome: CorrectionOutcome; answer: string; on: Day; byId: string; byName: string },
): Promise<void> {
  await sql`update correction_requests set state = ${given.outcome}, answer = ${given.answer}, answered_on = ${given.on}, answered_by = ${given.byId},
    answered_by_name = ${given.byName}, ended_on = ${given.on}, version = version + 1 where district = ${district} and id = ${id}`.execute(tx);
}

export async function storeWithdrawn(tx: Transaction, { district, id }: Pick<StoredCorrection, 'district' | 'id'>, on: Day): Promise<void> {
  await sql`update correction_requests set state = 'withdrawn', ended_on = ${on}, version = version + 1 where district = ${district} and id = ${id}`.execute(
    tx,
  );
}
