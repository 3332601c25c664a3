import { CHINESE_CALENDAR, deadlineAfter } from '#engines/calendar/working-days.ts';
import type { Day } from '#shared/day.ts';
import type { AnnualDuty } from '../../contract/annual-return.ts';
import type { SettingId } from '../../contract/workflow.ts';
import { termOf } from './filing-case.ts';
import type { Rules } from './resolve-rules.ts';

export interface AnnualReturn {
  supervisorOn: Day | null;
  submittedOn: Day | null;
  result: AnnualDuty['result'];
  reviewedOn: Day | null;
  rectifyBy: Day | null;
  rectifiedOn: Day | null;
}

const textOf = (rules: Rules, setting: SettingId): string | null => {
  const value = rules.settings.get(setting)?.value;
  return typeof value === 'string' ? value : null;
};

/** The report of a year falls due in the year after it (X02 art.28). */
export function annualDays(rules: Rules, year: number): { mode: string; supervisorDueOn: Day | null; dueOn: Day } {
  const supervisor = textOf(rules, 'annualSupervisorDue');
  const mode = textOf(rules, 'annualReportMode') ?? 'inspection';
  return {
    mode,
    supervisorDueOn: supervisor === null ? null : `${year + 1}-${supervisor}`,
    dueOn: `${year + 1}-${textOf(rules, 'annualAuthorityDue') ?? '05-31'}`,
  };
}

/** Registered before this day of the year: only then is there a report of it (X07 art.3). */
export function firstYearBefore(rules: Rules, year: number): Day {
  return `${year}-${textOf(rules, 'annualFirstYearBefore') ?? '07-01'}`;
}

/** Whether a registered organization reports of a year that is over (X02 art.28, X07 art.3). */
export function isOwed(rules: Rules, organization: { tier: string; registeredOn: Day | null; establishedOn: Day; endedOn: Day | null }, year: number): boolean {
  const { tier, registeredOn, establishedOn, endedOn } = organization;
  return tier === '登记' && (registeredOn ?? establishedOn) < firstYearBefore(rules, year) && (endedOn === null || endedOn > `${year}-12-31`);
}

/** 不合格 and 基本合格 are to be put right within the term (X07 art.9). */
export function rectifyBy(rules: Rules, result: AnnualReturn['result'], reviewedOn: Day): Day | null {
  const term = termOf({ rules }, 'annualRectifyTerm');
  return result === null || result === '合格' || !term ? null : deadlineAfter(CHINESE_CALENDAR, reviewedOn, term).day;
}

export function standingOf(report: AnnualReturn, dueOn: Day, today: Day): AnnualDuty['standing'] {
  if (report.submittedOn === null) return today > dueOn ? '逾期未报' : '未报送';
  if (report.reviewedOn === null) return '待审查';
  if (report.rectifiedOn !== null) return '已整改';
  if (report.rectifyBy === null) return '已审查';
  return today > report.rectifyBy ? '整改逾期' : '整改中';
}
