import type { Day } from '#shared/day.ts';
import { listPeriods, type Period, parsePeriod } from '#shared/period.ts';

/** Quarters and years of a plan that have begun, the newest first; each year stands before its last quarter. */
export function reportPeriods(plan: { from: Day; to: Day }, today: Day): Period[] {
  const from = plan.from.slice(0, 4);
  const to = plan.to.slice(0, 4);
  const all = [...listPeriods('quarter', from, to), ...listPeriods('year', from, to)];
  return all
    .filter((period) => period.lastDay >= plan.from && period.firstDay <= plan.to && period.firstDay <= today)
    .sort((one, other) => other.lastDay.localeCompare(one.lastDay) || one.name.length - other.name.length);
}

/** The period that is due now: the latest quarter that has ended, else the first that runs. */
export function duePeriod(periods: readonly Period[], today: Day): Period | undefined {
  const quarters = periods.filter(({ quarter }) => quarter !== null);
  return quarters.find((period) => period.lastDay <= today) ?? quarters.at(-1);
}

/** `2023年第二季度`, `2023年度` */
export function periodName(name: string): string {
  const period = parsePeriod(name);
  if (!period) return name;
  return period.quarter === null ? `${period.year}年度` : `${period.year}年第${'一二三四'[period.quarter - 1]}季度`;
}
