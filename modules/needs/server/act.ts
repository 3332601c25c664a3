/** What every act on a need has in common: the table, what the act brings, the clock, the step, the audit entry. */
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { NeedAct } from '../contract/need.ts';
import { type ActionId, type BodyId, CLOSED_STATES, type StateId } from '../contract/workflow.ts';
import { requireStep } from './domain/next-step.ts';
import { clockOf } from './domain/run-clock.ts';
import { effectOf } from './effects.ts';
import { type Reach, type StoredNeed, updateNeed } from './need-store.ts';
import { openNeed } from './open-case.ts';
import { insertStep } from './record-store.ts';

export interface Acting {
  action: ActionId;
  input: NeedAct;
  /** for whom the actor stands */
  bodies: ReadonlySet<BodyId>;
  reach: Reach;
  /** what the acting person leads; undefined for an office */
  led?: ReadonlySet<number> | undefined;
}

/**
 * Carries out an act on a locked need. @returns the need as it is now
 * @throws NEED_ENDED, NEED_IMPOSSIBLE, NEED_NOT_YOURS, NEED_RULE
 */
export async function actOn(tx: Transaction, context: Context, before: StoredNeed, acting: Acting): Promise<StoredNeed> {
  const { action, bodies } = acting;
  const input = maskedTexts(acting.input);
  const opened = await openNeed(tx, context, before, { ...acting, input });
  const row = requireStep(opened.one, action, bodies);
  const to = row.to as StateId;
  const change = await effectOf(tx, context, { need: before, opened, input, action, to, led: acting.led });
  const after = passed(context, before, { ...before, ...change, state: to });
  await updateNeed(tx, after, context.now);
  const body = row.by.find((one) => bodies.has(one as BodyId)) ?? 'system';
  const organizationName = after.organizationName ?? [...opened.named.values()].join('、');
  const step = {
    action,
    fromState: before.state,
    toState: to,
    body,
    reason: input.reason ?? input.comment ?? null,
    organizationName: organizationName || null,
  };
  // neighbours who look at the course of things do not learn who asked
  const byName = body === 'requester' ? '居民' : context.actor.name;
  await insertStep(tx, after, { ...step, at: context.now, onDay: context.today, byId: context.actor.id, byName });
  await audit(tx, context, {
    action: `need.${action}`,
    subject: { type: 'need', id: after.id, district: after.district },
    details: { from: before.state, to, reason: step.reason, organization: step.organizationName },
  });
  return after;
}

/** Free texts without the numbers of persons that somebody typed into them. */
function maskedTexts(input: NeedAct): NeedAct {
  const mask = <T extends string | undefined>(text: T): T => (text === undefined ? text : (maskNumbersIn(text.toWellFormed().replaceAll('\0', '')) as T));
  const { title, reason, comment, service } = input;
  return { ...input, title: mask(title), reason: mask(reason), comment: mask(comment), service: service && { ...service, content: mask(service.content) } };
}

const RESPONDED: readonly StateId[] = ['published', 'offered', 'serving', 'served', 'returned', 'closed'];

/** Days and clock that follow from where it stands now. */
function passed({ actor, today }: Context, before: StoredNeed, after: StoredNeed): StoredNeed {
  const moves = after.state !== before.state || after.extendedDays !== before.extendedDays || after.urgency !== before.urgency;
  const startedOn = after.state === before.state ? before.clockStartedOn : today;
  const clock = moves ? clockOf(after.state, after.urgency, { ...after, startedOn }) : {};
  return {
    ...after,
    ...clock,
    respondedOn: after.respondedOn ?? (RESPONDED.includes(after.state) && after.closeGround !== 'withdrawn' ? today : null),
    servedOn: after.state === 'served' ? today : after.servedOn,
    closedOn: after.closedOn ?? (CLOSED_STATES.includes(after.state) ? today : null),
    version: before.version + 1,
    updatedBy: actor.id,
  };
}
