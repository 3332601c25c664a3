/** Periods of reports: which day their figures stand for, and when they are due. */
import type { PlanFile } from '#modules/plans/contract/plan-file.ts';
import { addDays, type Day } from '#shared/day.ts';
import { type Period, parsePeriod } from '#shared/period.ts';
import type { ReportKind } from '../../contract/report.ts';

const QUARTERS = '一二三四';

/** 2023年第二季度, 2023年度 */
export function periodInWords(period: Period): string {
  return period.quarter === null ? `${period.year}年度` : `${period.year}年第${QUARTERS[period.quarter - 1] ?? period.quarter}季度`;
}

export function kindOf(period: Period): ReportKind {
  return period.quarter === null ? '年度报告' : '季度总结';
}

/** The day the figures stand for: the period's last, or today while it runs. Undefined when it has not begun. */
export function asOfDay(period: Period, today: Day): Day | undefined {
  if (today < period.firstDay) return undefined;
  return today < period.lastDay ? today : period.lastDay;
}

/** The day before the period, to tell what it brought; undefined when the plan had not begun by then. */
export function dayBefore(period: Period, plan: PlanFile): Day | undefined {
  const day = addDays(period.firstDay, -1);
  return day < plan.period.from ? undefined : day;
}

/**
 * The day the plan asks for: the period's last, or the day of its reporting cycle (12-30 for PDS-R2).
 * @returns undefined when the plan asks for no such report in that period
 */
export function dueDay(period: Period, plan: PlanFile): Day | undefined {
  const kind = kindOf(period);
  const cycle = plan.cycles.find(({ handIn, periods }) => handIn === kind && periods !== undefined && isAmong(period, periods));
  if (!cycle?.periods) return undefined;
  return cycle.periods.dueOn === undefined ? period.lastDay : `${period.year}-${cycle.periods.dueOn}`;
}

function isAmong(period: Period, { from, to }: { from: string; to: string }): boolean {
  const first = parsePeriod(from);
  const last = parsePeriod(to);
  return first !== undefined && last !== undefined && period.firstDay >= first.firstDay && period.lastDay <= last.lastDay;
}

/** Whom the plan names to receive the report; undefined where it names nobody. */
export function namedReceiver(period: Period, plan: PlanFile): string | undefined {
  return plan.cycles.find(({ handIn }) => handIn === kindOf(period))?.to ?? undefined;
}
