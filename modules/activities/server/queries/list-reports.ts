import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { dayInChina } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { MajorReport, MissingReport } from '../../contract/major-report.ts';
import { DEFAULT_RULE, reportDueOn } from '../domain/report-deadline.ts';
import { requireSide, requireOccasion, type Side } from '../hosting.ts';
import { countReports, findReportOf, readReports, type ReportStanding } from '../major-report-store.ts';
import type { ActivityMeans } from '../means.ts';
import { presentReport } from '../present-report.ts';
import { findRules } from '../report-rule-store.ts';
import { findReachedReport } from '../require-report.ts';

const positionOf = (cursor: string | undefined): number | null => {
  const [after] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  return typeof after === 'number' ? after : null;
};

/** Reports of the jurisdiction, the newest first. */
export async function listReports(
  context: Context,
  { standing, limit, cursor, withTotal }: PageQuery & { standing?: ReportStanding | undefined },
): Promise<Page<MajorReport>> {
  requireSide(context, 'office', 'activity.read');
  const { db } = context.platform;
  const filter = { range: context.actor.range, today: context.today, standing };
  const rows = await readReports(db, { ...filter, after: positionOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => presentReport(context, row)),
    nextCursor: last ? encodeCursor([last.id]) : null,
    total: withTotal ? await countReports(db, filter) : null,
  };
}

/** @throws MAJOR_REPORT_NOT_FOUND */
export async function getReport(context: Context, means: ActivityMeans, side: Side, id: number): Promise<MajorReport> {
  requireSide(context, side, 'activity.read');
  return presentReport(context, await findReachedReport(context.platform.db, context, means, side, id));
}

/** The report about an activity that the caller arranges; undefined while there is none. @throws OCCASION_NOT_FOUND */
export async function getReportOf(context: Context, means: ActivityMeans, side: Side, occasionId: number): Promise<MajorReport | undefined> {
  requireSide(context, side, 'activity.read');
  const { db } = context.platform;
  const occasion = await requireOccasion(db, context, means, side, occasionId);
  const report = await findReportOf(db, context.actor.range, occasion);
  return report && presentReport(context, report);
}

interface Unreported {
  id: number;
  div: number;
  title: string;
  organizationName: string;
  startsAt: Date;
}

/** Announced as major, not called off, and nobody has reported it; the next first. */
export async function listMissingReports(context: Context, { limit, cursor, withTotal }: PageQuery): Promise<Page<MissingReport>> {
  requireSide(context, 'office', 'activity.read');
  const { db } = context.platform;
  const after = positionOf(cursor);
  const missing = sql`from activity_occasions o
    where ${inRange(context.actor.range, 'o')} and o.is_major and o.state <> 'cancelled'
      and not exists (select 1 from major_activity_reports r where r.district = o.district and r.occasion_id = o.id and r.state <> 'withdrawn')`;
  const { rows } = await sql<Unreported>`
    select o.id, o.div, o.title, o.organization_name as "organizationName", o.starts_at as "startsAt" ${missing}
      and (${after}::bigint is null or o.id < ${after}::bigint)
    order by o.id desc limit ${limit + 1}`.execute(db);
  const counted = withTotal ? await sql<{ count: number }>`select count(*)::int as count ${missing}`.execute(db) : null;
  const page = rows.slice(0, limit);
  const rules = await findRules(
    db,
    page.map(({ div }) => div),
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ id, div, startsAt, ...words }) => {
      const startsOn = dayInChina(startsAt);
      const dueOn = reportDueOn(rules.get(div) ?? DEFAULT_RULE, startsOn);
      return { ...words, occasionId: String(id), division: codeOf(div), startsOn, dueOn, isOverdue: context.today > (dueOn ?? startsOn) };
    }),
    nextCursor: last ? encodeCursor([last.id]) : null,
    total: counted ? (counted.rows[0]?.count ?? 0) : null,
  };
}
