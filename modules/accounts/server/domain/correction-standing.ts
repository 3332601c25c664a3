import type { Day } from '#shared/day.ts';
import { CORRECTION_STATES, CORRECTION_SUBJECTS, type CorrectionState, type CorrectionSubject } from '../../contract/correction.ts';

interface Standing {
  about: CorrectionSubject;
  receivedOn: Day;
  dueOn: Day;
  state: CorrectionState;
  answer: string | null;
  answeredOn: Day | null;
}

/** Where a correction stands, in words: the same for whoever asked and for the office that answers. */
export function standingOf({ about, receivedOn, dueOn, state, answer, answeredOn }: Standing, today: Day) {
  return {
    about: CORRECTION_SUBJECTS[about],
    receivedOn,
    dueOn,
    isOverdue: state === 'waiting' && dueOn < today,
    state,
    stateName: CORRECTION_STATES[state],
    answer,
    answeredOn,
  };
}
