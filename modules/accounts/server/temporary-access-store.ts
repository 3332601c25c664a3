import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { DataClass } from '#shared/data-class.ts';
import { districtOf, type DivisionLevel, type KeyRange } from '#shared/division-code.ts';

/** A post's rights over a division outside its jurisdiction. */
export interface TemporaryAccess {
  id: number;
  div: number;
  level: DivisionLevel;
  accountId: number;
  postId: number;
  verbs: string[];
  classes: DataClass[];
  hours: number;
  reason: string;
  requestedAt: Date;
  /** null while nobody has decided */
  granted: boolean | null;
  decisionNote: string | null;
  endsAt: Date | null;
  endedAt: Date | null;
}

export interface NamedTemporaryAccess extends TemporaryAccess {
  accountName: string;
  officeName: string;
  role: string;
  accountDiv: number;
}

const NAMED =
  sql.raw(`t.id, t.div, t.level, t.account_id as "accountId", t.post_id as "postId", t.verbs, t.classes, t.hours, t.reason, t.requested_at as "requestedAt", t.granted,
  t.decision_note as "decisionNote", t.ends_at as "endsAt", t.ended_at as "endedAt", a.display_name as "accountName", o.name as "officeName", o.div as "accountDiv", p.role
  from temporary_accesses t join accounts a on a.id = t.account_id join offices o on o.id = a.office_id join posts p on p.id = t.post_id`);

type NewAccess = Pick<TemporaryAccess, 'id' | 'div' | 'level' | 'accountId' | 'postId' | 'verbs' | 'classes' | 'hours' | 'reason' | 'requestedAt'>;

/** @returns false when the post already has an open request for the division */
export async function insertRequest(tx: Transaction, access: NewAccess): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into temporary_accesses (id, district, div, level, account_id, post_id, verbs, classes, hours, reason, requested_at)
    values (${access.id}, ${districtOf(access.div)}, ${access.div}, ${access.level}, ${access.accountId}, ${access.postId}, ${access.verbs}::text[], ${access.classes}::text[],
      ${access.hours}, ${maskNumbersIn(access.reason)}, ${access.requestedAt})
    on conflict (post_id, div) where granted is null and ended_at is null do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function lockAccess(tx: Transaction, id: number): Promise<NamedTemporaryAccess | undefined> {
  const { rows } = await sql<NamedTemporaryAccess>`select ${NAMED} where t.id = ${id} for update of t`.execute(tx);
  return rows[0];
}

export interface Decision {
  granted: boolean;
  at: Date;
  by: string;
  note: string | null;
  endsAt: Date | null;
}

export async function storeDecision(tx: Transaction, id: number, { granted, at, by, note, endsAt }: Decision): Promise<void> {
  await sql`update temporary_accesses set granted = ${granted}, decided_at = ${at}, decided_by = ${by}, decision_note = ${note === null ? null : maskNumbersIn(note)}, ends_at = ${endsAt} where id = ${id}`.execute(
    tx,
  );
}

export async function storeEnded(tx: Transaction, id: number, at: Date): Promise<void> {
  await sql`update temporary_accesses set ended_at = ${at} where id = ${id}`.execute(tx);
}

/** Newest first. @param before id of the last one seen */
export async function readOwnAccesses(db: Database, accountId: number, before: number | null, limit: number): Promise<NamedTemporaryAccess[]> {
  const { rows } = await sql<NamedTemporaryAccess>`select ${NAMED} where t.account_id = ${accountId} and (${before}::bigint is null or t.id < ${before})
    order by t.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countOwnAccesses(db: Database, accountId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from temporary_accesses t where t.account_id = ${accountId}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function countAccessesWithin(db: Database, range: KeyRange): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from temporary_accesses t where ${inRange(range, 't')}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** What others have, had or ask for within a range; the newest first. */
export async function readAccessesWithin(db: Database, range: KeyRange, before: number | null, limit: number): Promise<NamedTemporaryAccess[]> {
  const { rows } = await sql<NamedTemporaryAccess>`select ${NAMED} where ${inRange(range, 't')} and (${before}::bigint is null or t.id < ${before})
    order by t.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Requests and accesses of a post that ends. */
export async function endAccessesOfPost(tx: Transaction, postId: number, at: Date): Promise<void> {
  await sql`update temporary_accesses set ended_at = ${at} where post_id = ${postId} and ended_at is null`.execute(tx);
}
