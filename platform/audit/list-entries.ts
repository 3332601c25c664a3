import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import type { Database } from '../db/database.ts';

export interface AuditFilter {
  /** chains of these districts; the installation's own chain (0) only within the whole tree */
  range: KeyRange;
  actor?: string | undefined;
  /** name of whoever acted, whole */
  actorName?: string | undefined;
  subjectType?: string | undefined;
  subjectId?: string | undefined;
  requestId?: string | undefined;
  /** the act, or its beginning */
  action?: string | undefined;
  /** days in China, both included */
  from?: Day | undefined;
  to?: Day | undefined;
}

export interface ListedEntry {
  district: number;
  number: number;
  at: Date;
  actorId: string;
  actorName: string;
  postId: string | null;
  origin: string;
  requestId: string;
  action: string;
  subjectType: string;
  subjectId: string;
  details: Record<string, unknown>;
}

/** Where a page ends: instant (with microseconds), district and number of its last entry. */
export interface AuditPosition {
  at: string;
  district: number;
  number: number;
}

/** A page of the trail, newest first. */
export async function listEntries(
  db: Database,
  filter: AuditFilter,
  after: AuditPosition | undefined,
  limit: number,
): Promise<(ListedEntry & { position: AuditPosition })[]> {
  const { rows } = await sql<
    ListedEntry & { exactAt: string }
  >`select district, number, at, at::text as "exactAt", actor_id as "actorId", actor_name as "actorName", post_id as "postId", origin, request_id as "requestId",
      action, subject_type as "subjectType", subject_id as "subjectId", details
    from audit_entries where ${matches(filter)}
      ${after ? sql`and at <= ${after.at}::timestamptz and (at, -district, number) < (${after.at}::timestamptz, -(${after.district}::int), ${after.number}::bigint)` : sql``}
    order by at desc, district, number desc limit ${limit}`.execute(db);
  return rows.map(({ exactAt, ...entry }) => ({ ...entry, position: { at: exactAt, district: entry.district, number: entry.number } }));
}

export async function countEntries(db: Database, filter: AuditFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from audit_entries where ${matches(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Only the conditions that were asked for: each plan can then use the index of its own search. */
function matches({ range, from, to, ...filter }: AuditFilter) {
  const conditions = [sql`district >= ${districtOf(range.from)} and district <= ${districtOf(range.to - 1)}`];
  if (filter.actor !== undefined) conditions.push(sql`actor_id = ${filter.actor}`);
  if (filter.actorName !== undefined) conditions.push(sql`actor_name = ${filter.actorName}`);
  if (filter.subjectType !== undefined) conditions.push(sql`subject_type = ${filter.subjectType}`);
  if (filter.subjectId !== undefined) conditions.push(sql`subject_id = ${filter.subjectId}`);
  if (filter.requestId !== undefined) conditions.push(sql`request_id = ${filter.requestId}`);
  // the upper end of `beginsWith` is the first text that does not begin so
  if (filter.action !== undefined) conditions.push(sql`action ~>=~ ${filter.action} and action ~<~ ${`${filter.action}\u{10ffff}`}`);
  // an entry lies in the month of its instant or in a later one, so the first day rules out whole tables
  if (from !== undefined) conditions.push(sql`month >= ${`${from.slice(0, 7)}-01`}::date and at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'`);
  if (to !== undefined) conditions.push(sql`at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
