import { getPlanInForce } from '#modules/plans/server/public.ts';
import { intersect, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { rangeOf } from '#shared/division-code.ts';
import type { ReportSummary } from '../../contract/report.ts';
import { summaries } from '../present-report.ts';
import { listStoredReports } from '../report-store.ts';
import { findReportUnit } from '../report-unit.ts';

export interface ReportListRequest {
  plan: string;
  division?: string | undefined;
  period?: string | undefined;
}

/** Reports of a plan in a division and below, newest period first. @throws PLAN_NOT_FOUND, DIVISION_UNKNOWN */
export async function listReports(context: Context, request: ReportListRequest): Promise<ReportSummary[]> {
  requirePermission(context.actor, 'report.read');
  const { plan } = await getPlanInForce(context.platform.db, request.plan);
  const unit = await findReportUnit(context, plan, request.division);
  const range = intersect(context.actor.range, rangeOf(unit.key, unit.level));
  return summaries(context, await listStoredReports(context.platform.db, { range, plan: plan.id, period: request.period }));
}
