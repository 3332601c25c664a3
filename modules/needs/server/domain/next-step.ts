import { actionsFrom, next } from '#engines/workflow/next.ts';
import type { Transition } from '#engines/workflow/table.ts';
import { refuse } from '#shared/errors.ts';
import type { Ability } from '../../contract/need.ts';
import { needErrors } from '../../contract/errors.ts';
import { ACTIONS, type ActionId, BODIES, type BodyId, GUARDS, type GuardId, STATES } from '../../contract/workflow.ts';
import { holds, type NeedCase, sentenceOf } from './judge-guard.ts';
import { NEED_TABLE } from './need-procedure.ts';

/** The row that an act means. @throws NEED_ENDED, NEED_IMPOSSIBLE, NEED_NOT_YOURS, NEED_RULE */
export function requireStep(one: NeedCase, action: ActionId, bodies: ReadonlySet<BodyId>): Transition {
  const outcome = next(NEED_TABLE, one.state, action, { bodies, holds: (guard) => holds(one, guard) });
  if (outcome.allowed) return outcome.transition;
  const words = { action: ACTIONS[action], state: STATES[one.state] };
  const { refused } = outcome;
  if (refused.reason === 'ended') throw refuse(needErrors.NEED_ENDED, words);
  if (refused.reason === 'notYours') throw refuse(needErrors.NEED_NOT_YOURS, { ...words, bodies: refused.by.map((body) => BODIES[body as BodyId]).join('、') });
  if (refused.reason === 'guards') {
    const fields = refused.unmet.map((guard) => ({ path: guard, message: sentenceOf(guard) }));
    throw refuse(needErrors.NEED_RULE, { ...words, problems: fields.map(({ message }) => message).join('') }, fields);
  }
  const possible = abilitiesOf(one, bodies).filter(({ allowed }) => allowed);
  throw refuse(needErrors.NEED_IMPOSSIBLE, { ...words, possible: possible.map(({ label }) => label).join('、') || '等待其他人办理' });
}

/** What somebody may do now: each has a button; what keeps one is said beside it. What an act brings is asked in its window. */
export function abilitiesOf(one: NeedCase, bodies: ReadonlySet<BodyId>): Ability[] {
  return actionsFrom(NEED_TABLE, one.state).flatMap((action): Ability[] => {
    const rows = NEED_TABLE.transitions.filter((row) => row.from === one.state && row.action === action && row.by.some((body) => bodies.has(body as BodyId)));
    const [row] = rows;
    if (!row) return [];
    const unmet = (row.guards as GuardId[]).filter((guard) => !GUARDS[guard].ofInput && !holds(one, guard));
    // a thing of the other office, of another organization, or of another kind of matter, is no button at all
    if (unmet.some((guard) => HIDING.includes(guard))) return [];
    return [{ action: action as ActionId, label: ACTIONS[action as ActionId], allowed: unmet.length === 0, reasons: unmet.map(sentenceOf) }];
  });
}

const HIDING: readonly GuardId[] = ['isNeed', 'isReport', 'atCommunity', 'atStreet', 'inCommunity', 'isAsked', 'isServing'];
