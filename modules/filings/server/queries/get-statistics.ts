import { sql } from 'kysely';
import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, type DivisionLevel } from '#shared/division-code.ts';
import { PROCEDURES, type ProcedureId } from '../../contract/workflow.ts';

/** Size of the ranges directly below an office of each level. */
const BELOW: Record<DivisionLevel, number> = { nation: 1e10, province: 1e8, city: 1e6, county: 1e3, township: 1, community: 1 };

interface Row {
  div: number;
  procedure: ProcedureId;
  open: number;
  overdue: number;
  granted: number;
  refused: number;
  withdrawn: number;
  lapsed: number;
  returned: number;
  meanDays: number | null;
  slowDays: number | null;
}

/**
 * How offices work: per unit directly below the caller and procedure, what is open and overdue now, what was decided in a
 * time, how often it was returned, and its working days without those of the applicant. Days are null where nothing was decided.
 */
export async function getStatistics(context: Context, { from, to }: { from: string; to: string }) {
  requirePermission(context.actor, 'filing.read');
  const { db } = context.platform;
  const span = BELOW[context.actor.divisionLevel];
  const { rows } = await sql<Row>`
    select a.div - a.div % ${span}::bigint as div, a.procedure,
      count(*) filter (where a.decided_on is null)::int as open,
      count(*) filter (where a.due_on < ${context.today}::date)::int as overdue,
      count(*) filter (where a.state = 'granted' and a.decided_on between ${from}::date and ${to}::date)::int as granted,
      count(*) filter (where a.state = 'refused' and a.decided_on between ${from}::date and ${to}::date)::int as refused,
      count(*) filter (where a.state = 'withdrawn' and a.decided_on between ${from}::date and ${to}::date)::int as withdrawn,
      count(*) filter (where a.state = 'lapsed' and a.decided_on between ${from}::date and ${to}::date)::int as lapsed,
      coalesce(sum(a.returns) filter (where a.decided_on is null or a.decided_on between ${from}::date and ${to}::date), 0)::int as returned,
      round(avg(a.processing_days) filter (where a.state in ('granted', 'refused') and a.decided_on between ${from}::date and ${to}::date), 1) as "meanDays",
      percentile_disc(0.9) within group (order by a.processing_days) filter (where a.state in ('granted', 'refused') and a.decided_on between ${from}::date and ${to}::date) as "slowDays"
    from filing_applications a
    where ${inRange(context.actor.range, 'a')} and (a.decided_on is null or a.decided_on between ${from}::date and ${to}::date)
    group by 1, 2 order by 1, 2`.execute(db);
  const paths = await getDivisionPaths(
    db,
    rows.map(({ div }) => div),
  );
  return rows.map(({ div, ...row }) => ({
    ...row,
    division: codeOf(div),
    divisionName: paths.get(div)?.path.join(' ') ?? '',
    procedureName: PROCEDURES[row.procedure],
  }));
}
