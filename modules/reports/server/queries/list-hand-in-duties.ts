import { getPlanInForce } from '#modules/plans/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { parsePeriod } from '#shared/period.ts';
import { reportErrors } from '../../contract/errors.ts';
import { type HandInDuty, REPORT_STATES } from '../../contract/report.ts';
import { dueDay, kindOf } from '../domain/report-period.ts';
import { listUnitsBelow } from '../freeze-figures.ts';
import { type DecidedHandIn, listDecidingHandIns } from '../hand-in-store.ts';
import { listStoredReports, type StoredReport } from '../report-store.ts';
import { findReportUnit } from '../report-unit.ts';

export interface DutiesRequest {
  plan: string;
  period: string;
  division?: string | undefined;
}

/**
 * Who has to hand in for a period and how it stands: the unit itself and the reporting units directly below. Hand-ins that
 * came by workbook count as well as those made here. @throws REPORT_PERIOD_INVALID, PLAN_NOT_FOUND, DIVISION_UNKNOWN
 */
export async function listHandInDuties(context: Context, request: DutiesRequest): Promise<HandInDuty[]> {
  requirePermission(context.actor, 'report.read');
  const period = parsePeriod(request.period);
  if (!period) throw refuse(reportErrors.REPORT_PERIOD_INVALID, { period: request.period });
  const { plan } = await getPlanInForce(context.platform.db, request.plan);
  const own = await findReportUnit(context, plan, request.division);
  const below = (await listUnitsBelow(context, own)).filter(({ level }) => level !== 'township');
  const units = [{ key: own.key, name: own.name }, ...below];
  const range = rangeOf(own.key, own.level);
  const reports = await listStoredReports(context.platform.db, { range, plan: plan.id, period: period.name, units: units.map(({ key }) => key) });
  const decided = await listDecidingHandIns(context.platform.db, range, kindOf(period), period.name);
  const dueOn = dueDay(period, plan) ?? null;
  return units.map(({ key, name }) => ({
    division: codeOf(key),
    divisionName: name,
    kind: kindOf(period),
    period: period.name,
    dueOn,
    ...standingOf(
      reports.find((report) => report.div === key),
      decided.get(key),
      dueOn,
      context.today,
    ),
  }));
}

type Standing = Pick<HandInDuty, 'standing' | 'reportId' | 'handedInOn' | 'onTime' | 'isOverdue'>;

function standingOf(report: StoredReport | undefined, decided: DecidedHandIn | undefined, dueOn: string | null, today: string): Standing {
  const isAccepted = report?.state === 'accepted' || decided?.state === '已接收';
  const handedInOn = report?.handedInOn ?? decided?.handedInOn ?? null;
  const fromRegister = decided ? (decided.state === '已接收' ? REPORT_STATES.accepted : REPORT_STATES.returned) : '未起草';
  return {
    standing: report ? REPORT_STATES[report.state] : fromRegister,
    reportId: report?.id ?? null,
    handedInOn,
    onTime: dueOn === null || handedInOn === null ? null : handedInOn <= dueOn,
    isOverdue: !isAccepted && dueOn !== null && today > dueOn,
  };
}
