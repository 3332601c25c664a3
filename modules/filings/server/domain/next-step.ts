import { actionsFrom, chooseTransition, next, type Outcome } from '#engines/workflow/next.ts';
import type { Ability, Check } from '../../contract/application.ts';
import {
  ACTIONS,
  type ActionId,
  BODIES,
  type BodyId,
  EFFECTS,
  type EffectId,
  END_STATES,
  type GuardId,
  GUARDS,
  type NoticeId,
  NOTICES,
  type StateId,
} from '../../contract/workflow.ts';
import type { FilingCase } from './filing-case.ts';
import { judgeGuard } from './judge-guard.ts';
import type { RuleRow } from './resolve-rules.ts';

const holdsIn = (filing: FilingCase) => (guard: string) => judgeGuard(guard as GuardId, filing).holds;

/** What an action leads to for somebody who stands for these bodies. */
export function nextStep(filing: FilingCase, state: StateId, action: ActionId, bodies: ReadonlySet<BodyId>): Outcome {
  return next(filing.procedure.table, state, action, { bodies, holds: holdsIn(filing) });
}

/** The sentences of guards that do not hold. */
export function sentencesOf(filing: FilingCase, guards: readonly string[]): string[] {
  return guards.flatMap((guard) => {
    const judged = judgeGuard(guard as GuardId, filing);
    return judged.holds ? [] : [judged.sentence];
  });
}

/** The row an action means, typed. */
export function rowOf(filing: FilingCase, state: StateId, action: ActionId): RuleRow | undefined {
  return chooseTransition(filing.procedure.table, state, action, { holds: holdsIn(filing) }) as RuleRow | undefined;
}

/** What an actor can answer only with the action itself: not told beforehand, so that its button is there. */
const GIVEN_WITH_ACTION: readonly string[] = ['reasonGiven', 'groundGiven', 'supplementListed', 'supplementDone', 'opinionsAsked', 'creditCodeGiven'];

/** Every action the table knows here for these bodies, with what keeps it or what to look at. Others' actions are left out. */
export function abilitiesOf(filing: FilingCase, state: StateId, bodies: ReadonlySet<BodyId>): Ability[] {
  if ((END_STATES as readonly string[]).includes(state)) return [];
  return (actionsFrom(filing.procedure.table, state) as ActionId[]).flatMap((action): Ability[] => {
    const row = rowOf(filing, state, action);
    if (!row?.by.some((body) => bodies.has(body as BodyId))) return [];
    const guards = row.guards.filter((guard) => !GIVEN_WITH_ACTION.includes(guard));
    const unmet = sentencesOf(filing, guards);
    const reasons = [...unmet, ...sentencesOf(filing, row.advice ?? [])];
    return [{ action, label: ACTIONS[action], allowed: unmet.length === 0, reasons, outcome: outcomeOf(row) }];
  });
}

function outcomeOf({ effects, notices }: RuleRow): string[] {
  return [...(effects ?? []).map((effect) => EFFECTS[effect as EffectId]), ...(notices ?? []).map((notice) => `发出${NOTICES[notice as NoticeId].label}`)];
}

/** The step a case waits for, the decision before what prepares it. */
const AWAITED: readonly ActionId[] = ['grant', 'record', 'recommend', 'supplement', 'closeConsultation', 'reportLiquidation', 'submit'];

/** Everything that step asks for, each with what came out; what comes with the step itself is left out. Null once there is none. */
export function checksOf(filing: FilingCase, state: StateId): { action: string; clause: string; list: Check[] } | null {
  if ((END_STATES as readonly string[]).includes(state)) return null;
  const row = AWAITED.map((action) => rowOf(filing, state, action)).find((found) => found !== undefined);
  if (!row) return null;
  const check =
    (isBinding: boolean) =>
    (guard: string): Check => {
      const judged = judgeGuard(guard as GuardId, filing);
      return { guard: guard as GuardId, label: GUARDS[guard as GuardId].label, holds: judged.holds, problem: judged.holds ? null : judged.sentence, isBinding };
    };
  const binding = row.guards.filter((guard) => !GIVEN_WITH_ACTION.includes(guard));
  return { action: ACTIONS[row.action as ActionId], clause: row.clause, list: [...binding.map(check(true)), ...(row.advice ?? []).map(check(false))] };
}

export function bodyNames(bodies: readonly string[]): string {
  return bodies.map((body) => BODIES[body as BodyId]).join('、');
}
