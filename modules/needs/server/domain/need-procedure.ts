/** The table of a need: which act leads from which state to which, by whom, under which conditions. What is not in it does not happen. */
import type { Transition, WorkflowTable } from '#engines/workflow/table.ts';
import type { ActionId, BodyId, GuardId, StateId } from '../../contract/workflow.ts';

type From = StateId | readonly StateId[];

/** One act, from each of some states; `null` stays where it is. */
function rows(
  from: From,
  action: ActionId,
  to: StateId | null,
  by: readonly BodyId[],
  guards: readonly GuardId[] = [],
  when: readonly string[] = [],
): Transition[] {
  const states = typeof from === 'string' ? [from] : from;
  return states.map((state) => ({ from: state, action, to: to ?? state, by, guards, when, effects: [], notices: [] }));
}

/** On a desk, not served yet. */
const WAITING: readonly StateId[] = ['received', 'sorted'];
/** Somebody was asked. */
const ASKED: readonly StateId[] = ['published', 'offered'];
const OPEN: readonly StateId[] = [...WAITING, ...ASKED, 'serving'];

export const NEED_TABLE: WorkflowTable = {
  start: 'received',
  ends: ['rated', 'unconfirmed', 'returned', 'closed', 'joined'],
  transitions: [
    ...rows(WAITING, 'sort', 'sorted', ['handler']),
    ...rows(WAITING, 'join', 'joined', ['handler'], ['isNeed', 'sameMatter']),
    ...rows(WAITING, 'transfer', 'received', ['handler', 'above'], ['reasonGiven', 'placeGiven']),
    ...rows(WAITING, 'return', 'returned', ['handler'], ['reasonGiven']),
    ...rows('sorted', 'assign', 'offered', ['handler'], ['isNeed', 'notSecret', 'organizationsAble']),
    ...rows('sorted', 'offer', 'offered', ['handler'], ['isNeed', 'notSecret', 'organizationsAble']),
    ...rows('sorted', 'publish', 'published', ['handler'], ['isNeed', 'notSecret']),
    ...rows('sorted', 'handle', 'serving', ['handler'], ['isNeed']),
    ...rows([...WAITING, 'serving'], 'answer', 'served', ['handler'], ['isReport', 'reasonGiven']),
    ...rows('published', 'assign', 'offered', ['handler'], ['isNeed', 'notSecret', 'organizationsAble']),
    ...rows('published', 'claim', 'serving', ['organization'], ['notSecret', 'leadsOrganization']),
    ...rows('offered', 'accept', 'serving', ['organization'], ['isAsked']),
    ...rows('offered', 'decline', 'offered', ['organization'], ['isAsked', 'reasonGiven'], ['othersAsked']),
    ...rows('offered', 'decline', 'sorted', ['organization'], ['isAsked', 'reasonGiven']),
    ...rows(ASKED, 'recall', 'sorted', ['handler']),
    ...rows('serving', 'recall', 'sorted', ['handler'], ['isNeed', 'reasonGiven']),
    ...rows('serving', 'record', 'serving', ['handler', 'organization'], ['isNeed', 'isServing', 'serviceGiven']),
    ...rows('serving', 'finish', 'served', ['handler', 'organization'], ['isNeed', 'isServing', 'servedOnce']),
    ...rows('served', 'confirm', 'confirmed', ['requester']),
    ...rows('served', 'visit', 'confirmed', ['handler'], ['visitGiven'], ['saysSolved']),
    ...rows('served', 'visit', 'serving', ['handler'], ['visitGiven']),
    ...rows('served', 'reopen', 'serving', ['requester'], ['reasonGiven']),
    ...rows('served', 'lapse', 'unconfirmed', ['system']),
    ...rows('confirmed', 'rate', 'rated', ['requester'], ['ratingGiven']),
    ...rows(OPEN, 'extend', null, ['handler'], ['notExtended', 'daysGiven', 'reasonGiven']),
    ...rows(OPEN, 'escalate', null, ['handler', 'above'], ['atCommunity', 'reasonGiven']),
    ...rows(OPEN, 'handDown', null, ['handler'], ['atStreet', 'inCommunity', 'reasonGiven']),
    ...rows([...OPEN, 'served'], 'supervise', null, ['above'], ['reasonGiven']),
    ...rows(['sorted', 'serving'], 'close', 'closed', ['handler'], ['groundGiven']),
    ...rows([...WAITING, ...ASKED], 'withdraw', 'closed', ['requester']),
  ],
};
