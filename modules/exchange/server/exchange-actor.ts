import { type Actor, grantsOf } from '#platform/access/actor.ts';
import { EXCHANGE_ACTOR } from '#platform/registers/run-elsewhere.ts';
import { rangeOfAgreement, type StoredAgreement } from './agreement-store.ts';

/** Whoever sends speaks for the agreed place and for no other: what lies outside is refused as for any clerk of that place. */
export function exchangeActor(agreement: StoredAgreement): Actor {
  return {
    id: EXCHANGE_ACTOR,
    name: `${agreement.partner}报送`,
    postId: null,
    division: agreement.div,
    divisionLevel: agreement.level,
    range: rangeOfAgreement(agreement),
    grants: grantsOf(['evidence.read', 'evidence.edit', 'plan.read']),
  };
}
