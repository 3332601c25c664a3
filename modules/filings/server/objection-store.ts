import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { ObjectionOutcome } from '../contract/objection.ts';
import type { NoticeId } from '../contract/workflow.ts';

export interface StoredObjection {
  id: number;
  district: number;
  div: number;
  version: number;
  noticeId: number;
  authorityDiv: number;
  kind: NoticeId;
  subjectName: string;
  organ: string;
  content: string;
  /** null once the time of the answer is over */
  nameCipher: string | null;
  phoneCipher: string | null;
  receivedOn: Day;
  objectionsUntil: Day | null;
  outcome: ObjectionOutcome | null;
  answer: string | null;
  answeredOn: Day | null;
  answeredByName: string | null;
}

export const OBJECTION_NAME = 'filing_objections.name';
export const OBJECTION_PHONE = 'filing_objections.phone';

const SELECTED =
  sql.raw(`o.id, o.district, o.div, o.version, o.notice_id as "noticeId", o.authority_div as "authorityDiv", n.kind, n.subject_name as "subjectName", n.organ, o.content,
  o.name_cipher as "nameCipher", o.phone_cipher as "phoneCipher", o.received_on as "receivedOn", n.objections_until as "objectionsUntil", o.outcome, o.answer,
  o.answered_on as "answeredOn", o.answered_by_name as "answeredByName"
  from filing_objections o join filing_notices n on n.district = o.district and n.id = o.notice_id`);

/** @param lock keeps it until the transaction ends; undefined for what is absent or outside the range */
export async function findObjection(db: Database | Transaction, id: number, range: KeyRange, lock = false): Promise<StoredObjection | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredObjection>`
      select ${SELECTED} where o.district = ${district} and o.id = ${id} and ${inRange(range, 'o')} ${lock ? sql`for update of o` : sql``}`.execute(db);
    return rows[0];
  });
}

/** Newest first, after an id. */
export async function readObjections(
  db: Database,
  range: KeyRange,
  { isOpen, after, limit }: { isOpen: boolean | null; after: number | null; limit: number },
): Promise<StoredObjection[]> {
  const { rows } = await sql<StoredObjection>`
    select ${SELECTED} where ${inRange(range, 'o')} and (${isOpen}::boolean is null or (o.outcome is null) = ${isOpen}::boolean)
      and (${after}::bigint is null or o.id < ${after}::bigint) order by o.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countObjections(db: Database, range: KeyRange, isOpen: boolean | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from filing_objections o where ${inRange(range, 'o')} and (${isOpen}::boolean is null or (o.outcome is null) = ${isOpen}::boolean)`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
