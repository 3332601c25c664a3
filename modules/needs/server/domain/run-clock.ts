import { addWorkingDays, CHINESE_CALENDAR } from '#engines/calendar/working-days.ts';
import type { Day } from '#shared/day.ts';
import type { Urgency } from '../../contract/vocabulary.ts';
import { type StateId, TERMS, WORD_TERM, type WhoseId } from '../../contract/workflow.ts';

export interface NeedClock {
  clockStartedOn: Day;
  dueOn: Day | null;
  dueWhose: WhoseId | null;
  dueProvisional: boolean;
}

/**
 * The deadline of a state, in working days; an earlier one of a hotline or program holds. The time to respond runs on from the day of receipt through sorting; that to solve from the
 * first day somebody took the need on.
 */
export function clockOf(
  state: StateId,
  urgency: Urgency,
  { receivedOn, startedOn, extendedDays, externalDueOn }: { receivedOn: Day; startedOn: Day; extendedDays: number | null; externalDueOn: Day | null },
): NeedClock {
  const term = TERMS[urgency];
  const more = extendedDays ?? 0;
  const due = (from: Day, days: number, whose: WhoseId): NeedClock => {
    const { day, provisional } = addWorkingDays(CHINESE_CALENDAR, from, days);
    // whoever passed it on wants it by then; an extension is agreed with them
    if (externalDueOn !== null && extendedDays === null && externalDueOn < day && whose !== 'requester')
      return { clockStartedOn: startedOn, dueOn: externalDueOn, dueWhose: whose, dueProvisional: false };
    return { clockStartedOn: startedOn, dueOn: day, dueWhose: whose, dueProvisional: provisional };
  };
  if (state === 'received' || state === 'sorted') return due(receivedOn, term.response + more, 'office');
  if (state === 'published') return due(startedOn, term.response + more, 'office');
  if (state === 'offered') return due(startedOn, term.answer + more, 'organization');
  if (state === 'serving') return due(startedOn, term.solution + more, 'organization');
  if (state === 'served') return due(startedOn, WORD_TERM, 'requester');
  return { clockStartedOn: startedOn, dueOn: null, dueWhose: null, dueProvisional: false };
}
