import { addWorkingDays, CHINESE_CALENDAR } from '#engines/calendar/working-days.ts';
import { addDays, type Day } from '#shared/day.ts';

/** How early a place wants a major activity reported (dossier 3.7, 重大活动报告). */
export interface LeadRule {
  /** null: before it begins, without a number */
  leadDays: number | null;
  leadUnit: 'workingDays' | 'days';
  /** working days after it ended; null: without a number */
  resultDays: number | null;
}

/** HN L42 and GZ L83 ask for the report and name no number of days; other places do (3 working days, 7 or 10 days). */
export const DEFAULT_RULE: LeadRule & { basis: string } = {
  leadDays: null,
  leadUnit: 'workingDays',
  resultDays: null,
  basis: '文件只要求重大活动事先报告，没有规定提前几天；活动开始前都可以报告。本地要规定天数的，由街道或民政部门在这里写明。',
};

/** The last day on which a report is in time; null where no number is named. */
export function reportDueOn({ leadDays, leadUnit }: LeadRule, startsOn: Day): Day | null {
  if (leadDays === null) return null;
  return leadUnit === 'days' ? addDays(startsOn, -leadDays) : addWorkingDays(CHINESE_CALENDAR, startsOn, -leadDays).day;
}

export function resultDueOn({ resultDays }: LeadRule, endsOn: Day): Day | null {
  return resultDays === null ? null : addWorkingDays(CHINESE_CALENDAR, endsOn, resultDays).day;
}

const TOWNSHIP = 1e3;
const SPANS = [1, TOWNSHIP, 1e6, 1e8, 1e10, 1e12];

/** A place and all above it, the nearest first. */
export function placesAbove(div: number): number[] {
  return [...new Set(SPANS.map((span) => div - (div % span)))];
}
