import { statesOf, type Transition, type WorkflowTable } from './table.ts';

/** What is known about the case and whoever acts, at one instant. */
export interface Facts {
  /** as whom the actor may act here */
  bodies: ReadonlySet<string>;
  /** does a guard or condition hold? */
  holds(guard: string): boolean;
}

export type Refused =
  /** the procedure has ended */
  | { reason: 'ended' }
  /** no such state in this table: the case belongs to another one */
  | { reason: 'unknownState' }
  /** the table has no such action in this state */
  | { reason: 'impossible' }
  /** others may do it */
  | { reason: 'notYours'; by: readonly string[] }
  /** something is missing */
  | { reason: 'guards'; unmet: readonly string[] };

export type Outcome =
  | { allowed: true; to: string; transition: Transition; unmetAdvice: readonly string[] }
  /** `possible`: what the actor could do instead, here and now */
  | { allowed: false; refused: Refused; possible: readonly string[] };

/** What an action leads to. Pure: the same table, state, action and facts always give the same. */
export function next(table: WorkflowTable, state: string, action: string, facts: Facts): Outcome {
  const judged = judge(table, state, action, facts);
  if (judged.allowed) return judged;
  return { ...judged, possible: possibleActions(table, state, facts) };
}

/** The actions that would be allowed. */
export function possibleActions(table: WorkflowTable, state: string, facts: Facts): string[] {
  return actionsFrom(table, state).filter((action) => judge(table, state, action, facts).allowed);
}

/** The actions that the table knows in a state, whoever acts. */
export function actionsFrom(table: WorkflowTable, state: string): string[] {
  return [...new Set(table.transitions.filter(({ from }) => from === state).map(({ action }) => action))];
}

type Judged = Extract<Outcome, { allowed: true }> | { allowed: false; refused: Refused };

function judge(table: WorkflowTable, state: string, action: string, facts: Facts): Judged {
  if (table.ends.includes(state)) return { allowed: false, refused: { reason: 'ended' } };
  if (!statesOf(table).includes(state)) return { allowed: false, refused: { reason: 'unknownState' } };
  const transition = chooseTransition(table, state, action, facts);
  if (!transition) return { allowed: false, refused: { reason: 'impossible' } };
  if (!transition.by.some((body) => facts.bodies.has(body))) return { allowed: false, refused: { reason: 'notYours', by: transition.by } };
  const unmet = transition.guards.filter((guard) => !facts.holds(guard));
  if (unmet.length > 0) return { allowed: false, refused: { reason: 'guards', unmet } };
  return { allowed: true, to: transition.to, transition, unmetAdvice: (transition.advice ?? []).filter((guard) => !facts.holds(guard)) };
}

/** The row that an action means in a state, whoever acts. */
export function chooseTransition(table: WorkflowTable, state: string, action: string, facts: Pick<Facts, 'holds'>): Transition | undefined {
  return table.transitions.find((row) => row.from === state && row.action === action && (row.when ?? []).every((condition) => facts.holds(condition)));
}
