/** A step of a procedure as an own row of a rule set: taken over from what is inherited, changed, given back. */
import type { RuleSetFile, RuleTransition } from '../../contract/rule-set-file.ts';
import type { GuardId, ProcedureId } from '../../contract/workflow.ts';
import type { PresentedProcedure } from './presented.ts';

export type Step = PresentedProcedure['transitions'][number];

export function selectorOf({ from, action }: Pick<Step, 'from' | 'action'>): string {
  return `${from}.${action}`;
}

/** Whether there is one such step; several are told apart by conditions that stand in the file alone. */
export function isPlain(steps: readonly Step[], step: Step): boolean {
  return step.when.length === 0 && steps.filter((one) => selectorOf(one) === selectorOf(step)).length === 1;
}

export function ownRowOf(content: RuleSetFile, procedure: ProcedureId, step: Step): RuleTransition | undefined {
  return content.procedures[procedure]?.transitions?.[selectorOf(step)] ?? undefined;
}

/** With another own row, or without one: then what is inherited holds. */
export function withOwnRow(content: RuleSetFile, procedure: ProcedureId, step: Step, row: RuleTransition | undefined): RuleSetFile {
  const rules = content.procedures[procedure] ?? {};
  const { [selectorOf(step)]: _old, ...others } = rules.transitions ?? {};
  const transitions = row ? { ...others, [selectorOf(step)]: rowOnly(row) } : others;
  return { ...content, procedures: { ...content.procedures, [procedure]: { ...rules, transitions } } };
}

/** What a row of the file has; a step is shown with where it begins besides. */
function rowOnly({ to, by, guards, advice, effects, notices, clause }: RuleTransition): RuleTransition {
  return { to, by, guards, advice, effects, notices, clause };
}

export function weightOf({ guards, advice }: Pick<RuleTransition, 'guards' | 'advice'>, guard: GuardId): 'guard' | 'advice' | 'none' {
  if (guards.includes(guard)) return 'guard';
  return advice.includes(guard) ? 'advice' : 'none';
}

/** A condition is demanded, only told, or not looked at. */
export function withWeight(row: RuleTransition, guard: GuardId, weight: string): RuleTransition {
  const without = (guards: readonly GuardId[]) => guards.filter((one) => one !== guard);
  return {
    ...row,
    guards: [...without(row.guards), ...(weight === 'guard' ? [guard] : [])],
    advice: [...without(row.advice), ...(weight === 'advice' ? [guard] : [])],
  };
}
