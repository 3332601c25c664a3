/** How an invented application went: the rows of the real table, one after the other, so that none does what the rules forbid. */
import { addWorkingDays, CHINESE_CALENDAR } from '#engines/calendar/working-days.ts';
import type { Day } from '#shared/day.ts';
import { type ActionId, type BodyId, type EffectId, END_STATES, type GroundId, type NoticeId, type StateId } from '../../contract/workflow.ts';
import type { FilingForm } from '../../contract/application.ts';
import type { Procedure, Rules } from './resolve-rules.ts';
import { type ClockState, clockOf, countDays } from './run-clock.ts';

/** One act and how many working days ago it was. */
export interface Act {
  action: ActionId;
  daysAgo: number;
  body?: BodyId;
  reason?: string;
  ground?: GroundId;
  /** a submission that nobody has recommended yet */
  waits?: boolean;
}

export interface WalkedStep {
  action: ActionId;
  from: StateId;
  to: StateId;
  body: BodyId;
  onDay: Day;
  reason: string | null;
  ground: GroundId | null;
  clause: string;
  notices: readonly NoticeId[];
  effects: readonly EffectId[];
}

export interface Walked {
  steps: WalkedStep[];
  state: StateId;
  clock: ClockState;
  submittedOn: Day | null;
  decidedOn: Day | null;
  processingDays: number | null;
  applicantDays: number;
  returns: number;
}

/** @param until the day from which is counted back: today, or the day of the decision */
export function walk(rules: Rules, procedure: Procedure, path: readonly Act[], until: Day): Walked {
  const steps: WalkedStep[] = [];
  let state: StateId = 'new';
  let clock: ClockState = { clockStartedOn: until, dueOn: null, dueWhose: null, dueProvisional: false };
  let days: Pick<Walked, 'submittedOn' | 'decidedOn' | 'processingDays' | 'applicantDays'> = {
    submittedOn: null,
    decidedOn: null,
    processingDays: null,
    applicantDays: 0,
  };
  for (const act of withRecommendation(procedure, path)) {
    const row = procedure.table.transitions.find(({ from, action, when }) => from === state && action === act.action && !when?.includes('isUnfiled'));
    if (!row) throw new Error(`${procedure.id} knows no ${act.action} in ${state}`);
    const onDay = act.daysAgo === 0 ? until : addWorkingDays(CHINESE_CALENDAR, until, -act.daysAgo).day;
    const to = row.to as StateId;
    days = { ...days, ...countDays({ ...days, from: state, to, clockStartedOn: clock.clockStartedOn, today: onDay }) };
    const body = act.body ?? (row.by[0] as BodyId);
    const [notices, effects] = [(row.notices ?? []) as NoticeId[], (row.effects ?? []) as EffectId[]];
    const { action, reason = null, ground = null } = act;
    steps.push({ action, from: state, to, body, onDay, reason, ground, clause: row.clause, notices, effects });
    if (to !== state) clock = clockOf({ rules, procedure }, to, onDay);
    state = to;
  }
  if ((END_STATES as readonly string[]).includes(state)) clock = { ...clock, dueOn: null, dueWhose: null, dueProvisional: false };
  return { steps, state, clock, ...days, returns: steps.filter(({ action }) => action === 'requestSupplement').length };
}

/** Where a recommendation comes between, it is given the day after the submission, unless the case still waits for it. */
function withRecommendation({ table }: Procedure, path: readonly Act[]): Act[] {
  const asks = table.transitions.some(({ action, to, when }) => action === 'submit' && to === 'awaitingRecommendation' && !when?.includes('isUnfiled'));
  if (!asks) return [...path];
  return path.flatMap((act) => {
    const recommendation: Act = { action: 'recommend', daysAgo: Math.max(0, act.daysAgo - 1), reason: '经社区居民议事会讨论，同意推荐。' };
    return act.action === 'submit' && act.waits !== true ? [act, recommendation] : [act];
  });
}

/** What everybody who fills in an invented form says. */
export const PLAIN_FORM: FilingForm = {
  leaderHasFullCapacity: true,
  leaderIsDeprivedOfPoliticalRights: false,
  leaderHeadsAnother: false,
  leaderIsStreetCadre: false,
  charterHasPartyClause: true,
  staysInCommunity: true,
  hasRoster: true,
  pledged: true,
};
