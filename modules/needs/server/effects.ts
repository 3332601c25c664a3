/** What an act changes beside the state. */
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import type { NeedAct } from '../contract/need.ts';
import { SENSITIVE_GROUPS } from '../contract/vocabulary.ts';
import type { ActionId, StateId } from '../contract/workflow.ts';
import type { StoredNeed } from './need-store.ts';
import { type OpenNeed, streetOf } from './open-case.ts';
import { answerOffer, insertService, putOffer, putRating, recallOffers } from './record-store.ts';

interface Effect {
  need: StoredNeed;
  opened: OpenNeed;
  input: NeedAct;
  action: ActionId;
  to: StateId;
  led: ReadonlySet<number> | undefined;
}
type Change = Partial<StoredNeed>;
type Carry = (tx: Transaction, context: Context, effect: Effect) => Promise<Change>;

const NOBODY: Change = { organizationId: null, organizationName: null };

/** Carries out what the act brings with it. @returns what changes in the need itself */
export async function effectOf(tx: Transaction, context: Context, effect: Effect): Promise<Change> {
  return (await EFFECTS[effect.action]?.(tx, context, effect)) ?? {};
}

const EFFECTS: Partial<Record<ActionId, Carry>> = {
  sort: async (_tx, _context, { need, input }) => {
    const targetGroup = input.targetGroup ?? need.targetGroup;
    const isSecret = (input.isSecret ?? need.isSecret) || need.reportKind !== null || SENSITIVE_GROUPS.includes(targetGroup);
    return { title: input.title ?? need.title, category: input.category ?? need.category, urgency: input.urgency ?? need.urgency, targetGroup, isSecret };
  },
  join: async (_tx, _context, { input }) => ({ joinedInto: input.into ?? null }),
  transfer: async (_tx, _context, { opened }) => {
    const div = opened.one.destination;
    return div === undefined ? {} : { div, recordedDiv: div, handlingDiv: div };
  },
  escalate: async (_tx, { today }, { need }) => ({ handlingDiv: streetOf(need).from, escalatedOn: today }),
  handDown: async (_tx, _context, { need }) => ({ handlingDiv: need.div }),
  extend: async (_tx, _context, { input }) => ({ extendedDays: input.days ?? null }),
  supervise: async (_tx, { today }, { input }) => ({ supervisedOn: today, supervision: input.reason ?? null }),
  assign: async (tx, context, effect) => ask(tx, context, effect, 'assigned'),
  offer: async (tx, context, effect) => ask(tx, context, effect, 'offered'),
  accept: async (tx, { today }, { need, opened, led }) => {
    const offer = opened.offers.find(({ state, organizationId }) => state === 'waiting' && led?.has(organizationId));
    if (!offer) return {};
    await recallOffers(tx, need, today);
    await answerOffer(tx, need, offer.organizationId, 'accepted', today, null);
    return { organizationId: offer.organizationId, organizationName: offer.organizationName };
  },
  claim: async (tx, { today }, { need, opened }) => {
    const [chosen] = opened.named;
    if (!chosen) return {};
    const [organizationId, organizationName] = chosen;
    await putOffer(tx, need, { organizationId, organizationName, way: 'claimed', state: 'accepted', askedOn: today });
    return { organizationId, organizationName };
  },
  decline: async (tx, { today }, { need, opened, led, input }) => {
    for (const { organizationId } of opened.offers.filter((offer) => offer.state === 'waiting' && led?.has(offer.organizationId)))
      await answerOffer(tx, need, organizationId, 'declined', today, input.reason ?? null);
    return {};
  },
  recall: async (tx, { today }, { need }) => {
    await recallOffers(tx, need, today);
    return NOBODY;
  },
  withdraw: async (tx, { today }, { need }) => {
    await recallOffers(tx, need, today);
    return { closeGround: 'withdrawn' };
  },
  close: async (_tx, _context, { input }) => ({ closeGround: input.ground ?? null }),
  record: async (tx, { actor, now }, { need, input: { service } }) => {
    if (!service) return {};
    const id = await nextRecordId(tx, need.district);
    await insertService(tx, need, { ...service, id, organizationId: need.organizationId }, { id: actor.id, name: actor.name, at: now });
    return {};
  },
  reopen: async (_tx, _context, { need }) => ({ reopened: need.reopened + 1, servedOn: null }),
  visit: async (tx, { today }, { need, input, to }) => {
    if (to !== 'confirmed') return { reopened: need.reopened + 1, servedOn: null };
    await putRating(tx, need, { stars: input.stars ?? 0, comment: input.comment ?? null, ratedOn: today, byVisit: true });
    return {};
  },
  rate: async (tx, { today }, { need, input }) => {
    await putRating(tx, need, { stars: input.stars ?? 0, comment: input.comment ?? null, ratedOn: today, byVisit: false });
    return {};
  },
};

async function ask(tx: Transaction, { today }: Context, { need, opened }: Effect, way: 'assigned' | 'offered'): Promise<Change> {
  await recallOffers(tx, need, today);
  for (const [organizationId, organizationName] of opened.named)
    await putOffer(tx, need, { organizationId, organizationName, way, state: 'waiting', askedOn: today });
  return {};
}
