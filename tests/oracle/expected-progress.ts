/**
 * The oracle: `wotu progress` by brute force, written from the outside contracts alone (readings, evidence workbook,
 * command line) and sharing no code with the product but calendar arithmetic. Slow, plain, and meant to be read.
 *
 * Where the contract leaves room, this file reads it so:
 * - people: (name, ID) is the person; the same name once with and once without an ID number counts as two;
 * - a 试点市县 must be designated at the city's own code (HN-Q03), a 总支 sits at the street's own code (SZ-Q04);
 * - a count in a division without the named place (GZ-Q10 outside 白云) is 0, not null;
 * - where a threshold makes no sense (readings 10) the status is that of a figure without a threshold;
 * - a record's place is a place even if that unit is not counted (PDS-Q13 in an uncounted township counts).
 */
import { type Day, addDays, dayNumber } from '#shared/day.ts';
import type { Figure, Question } from './figure.ts';
import { GUANGZHOU } from './guangzhou.ts';
import { HAINAN } from './hainan.ts';
import { NATIONAL } from './national.ts';
import { PINGDINGSHAN } from './pingdingshan.ts';
import { SHENZHEN } from './shenzhen.ts';
import type { TargetRule } from './target-rule.ts';

export interface PlanRule {
  id: string;
  division: string;
  firstDay: Day;
  lastDay: Day;
  targets: TargetRule[];
}

export const PLANS: PlanRule[] = [
  { id: 'pingdingshan-2021', division: '410400000000', firstDay: '2021-08-01', lastDay: '2023-12-31', targets: PINGDINGSHAN },
  { id: 'national-2021', division: '000000000000', firstDay: '2021-01-01', lastDay: '2023-12-31', targets: NATIONAL },
  { id: 'hainan-2021', division: '460000000000', firstDay: '2021-05-01', lastDay: '2023-12-31', targets: HAINAN },
  { id: 'guangzhou-2021', division: '440100000000', firstDay: '2021-09-01', lastDay: '2023-12-31', targets: GUANGZHOU },
  { id: 'shenzhen-2022', division: '440300000000', firstDay: '2022-01-01', lastDay: '2025-12-31', targets: SHENZHEN },
];

export type Status = 'met' | 'onTrack' | 'atRisk' | 'missed' | 'notStarted' | 'noData' | 'shown';

export interface ExpectedTarget extends Figure {
  id: string;
  met: boolean | null;
  status: Status;
  deadline: Day;
  /** low end of the forecast minus the threshold, where it decides; for telling rounding from error */
  forecastMargin: number | null;
}

export function expectedProgress(plan: PlanRule, question: Question): ExpectedTarget[] {
  return plan.targets.map((rule) => {
    const figure = rule.figure(question);
    return { id: rule.id, deadline: rule.deadline, ...figure, ...judge(plan, rule, question, figure) };
  });
}

/** Readings 12, in the order written there. */
function judge(plan: PlanRule, rule: TargetRule, question: Question, figure: Figure): Pick<ExpectedTarget, 'met' | 'status' | 'forecastMargin'> {
  const { asOf } = question;
  const isBefore = asOf < plan.firstDay;
  const isOwn = question.territory.sameDivision(question.division, plan.division);
  if (rule.threshold === null || (rule.onlyOwn && !isOwn)) return { met: null, status: isBefore ? 'notStarted' : 'shown', forecastMargin: null };
  if (figure.value === null) return { met: null, status: 'noData', forecastMargin: null };
  if (isBefore) return { met: null, status: 'notStarted', forecastMargin: null };
  if (figure.value >= rule.threshold) return { met: true, status: 'met', forecastMargin: null };
  if (asOf >= rule.deadline) return { met: false, status: 'missed', forecastMargin: null };
  const low = rule.shape === 'lines' ? null : lowForecast(rule, question);
  if (low === null) return { met: false, status: 'atRisk', forecastMargin: null };
  return { met: false, status: low >= rule.threshold ? 'onTrack' : 'atRisk', forecastMargin: low - rule.threshold };
}

/** Six 30-day windows back; null when no increment is known. */
function lowForecast(rule: TargetRule, question: Question): number | null {
  const values = [0, 1, 2, 3, 4, 5, 6].map((window) => rule.figure({ ...question, asOf: addDays(question.asOf, -30 * window) }).value);
  const increments: number[] = [];
  for (let window = 0; window < 6; window += 1) {
    const later = values[window];
    const earlier = values[window + 1];
    if (typeof later === 'number' && typeof earlier === 'number') increments.push(later - earlier);
  }
  const value = values[0];
  if (typeof value !== 'number' || increments.length === 0) return null;
  const mean = increments.reduce((sum, each) => sum + each, 0) / increments.length;
  const squares = increments.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const deviation = increments.length > 1 ? Math.sqrt(squares / (increments.length - 1)) : 0;
  const daysLeft = dayNumber(rule.deadline) - dayNumber(question.asOf);
  const low = Math.max(0, value + ((mean - deviation) * daysLeft) / 30);
  return rule.shape === 'share' ? Math.min(1, low) : low;
}
