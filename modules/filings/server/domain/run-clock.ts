import { CHINESE_CALENDAR, deadlineAfter, workingDaysBetween } from '#engines/calendar/working-days.ts';
import type { Day } from '#shared/day.ts';
import { type BodyId, END_STATES, type StateId } from '../../contract/workflow.ts';
import { type FilingCase, termOf } from './filing-case.ts';

export interface ClockState {
  clockStartedOn: Day;
  dueOn: Day | null;
  dueWhose: BodyId | null;
  dueProvisional: boolean;
}

/** The clock of the state just reached: begins today, ends by the setting the rules name; none where they name none. */
export function clockOf(filing: Pick<FilingCase, 'rules' | 'procedure'>, state: StateId, startedOn: Day): ClockState {
  const clock = filing.procedure.clocks.get(state);
  const term = clock && termOf(filing, clock.setting);
  if (!clock || !term) return { clockStartedOn: startedOn, dueOn: null, dueWhose: null, dueProvisional: false };
  const { day, provisional } = deadlineAfter(CHINESE_CALENDAR, startedOn, term);
  return { clockStartedOn: startedOn, dueOn: day, dueWhose: clock.whose, dueProvisional: provisional };
}

export interface Passing {
  from: StateId;
  to: StateId;
  submittedOn: Day | null;
  clockStartedOn: Day;
  applicantDays: number;
  today: Day;
}

/** The office's own time: working days from the first submission to the decision, those in which the applicant had the case left out. */
export function countDays({ from, to, submittedOn, clockStartedOn, applicantDays, today }: Passing): {
  submittedOn: Day | null;
  applicantDays: number;
  processingDays: number | null;
  decidedOn: Day | null;
} {
  const withApplicant =
    submittedOn !== null && ['supplementing', 'liquidating', 'draft'].includes(from) ? workingDaysBetween(CHINESE_CALENDAR, clockStartedOn, today) : 0;
  const days = applicantDays + withApplicant;
  const first = submittedOn ?? (['submitted', 'awaitingRecommendation', 'liquidating'].includes(to) ? today : null);
  const isEnd = (END_STATES as readonly string[]).includes(to);
  const processingDays = isEnd && first !== null ? Math.max(0, workingDaysBetween(CHINESE_CALENDAR, first, today) - days) : null;
  return { submittedOn: first, applicantDays: days, processingDays, decidedOn: isEnd ? today : null };
}
