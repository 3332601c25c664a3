/**
 * A procedure as data: which action leads from which state to which, by whom, under which guards, with which effects.
 * The engine knows no word of it; whoever writes tables owns the vocabulary.
 */
export interface Transition {
  from: string;
  action: string;
  to: string;
  /** who may do it; any one of these */
  by: readonly string[];
  /** of several transitions of one state and action, the first whose conditions all hold is meant */
  when?: readonly string[];
  /** all must hold, or the action is refused with those that do not */
  guards: readonly string[];
  /** should hold; what does not is told and refuses nothing */
  advice?: readonly string[];
  effects: readonly string[];
  notices: readonly string[];
}

export interface WorkflowTable {
  start: string;
  /** states that end the procedure */
  ends: readonly string[];
  transitions: readonly Transition[];
}

/** Every state of a table, the start first. */
export function statesOf({ start, ends, transitions }: WorkflowTable): string[] {
  return [...new Set([start, ...transitions.flatMap(({ from, to }) => [from, to]), ...ends])];
}

/** Every action of a table, in the order of its rows. */
export function actionsOf({ transitions }: WorkflowTable): string[] {
  return [...new Set(transitions.map(({ action }) => action))];
}
