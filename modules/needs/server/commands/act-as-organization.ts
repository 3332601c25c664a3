import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { noteRevealed } from '#platform/registers/note-revealed.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { BODIES } from '../../contract/workflow.ts';
import { actOn } from '../act.ts';
import { reachOfLeader } from '../leader-reach.ts';
import type { NeedMeans } from '../means.ts';
import { findNeed, type StoredNeed } from '../need-store.ts';
import { type Contact, contactOf, seenOf } from '../personal.ts';
import { type ActInput, lockNeed } from './act-on-need.ts';

/** One act of whoever leads an organization. @throws NEED_NOT_FOUND, NEED_CHANGED, NEED_ENDED, NEED_IMPOSSIBLE, NEED_NOT_YOURS, NEED_RULE */
export async function actAsOrganization(context: Context, means: NeedMeans, { id, version, action, input }: ActInput): Promise<StoredNeed> {
  requirePermission(context.actor, 'need.own');
  const { led, reach } = await reachOfLeader(context, means);
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const need = await lockNeed(tx, { id, version }, reach);
    return actOn(tx, context, need, { action, input, bodies: new Set(['organization']), reach, led: new Set(led.keys()) });
  });
}

/**
 * Name, phone and address in clear for the organization that took the need on, if the resident agreed; each look is noted.
 * @throws NEED_NOT_FOUND, NEED_NOT_YOURS, REVEAL_TOO_MANY
 */
export async function showContact(context: Context, means: NeedMeans, id: number): Promise<Contact> {
  requirePermission(context.actor, 'need.own');
  const { led, reach } = await reachOfLeader(context, means);
  return inTransaction(context.platform.db, async (tx) => {
    const need = await findNeed(tx, id, reach);
    if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
    const isServing = need.organizationId !== null && led.has(need.organizationId) && need.state === 'serving';
    if (!isServing || !need.sharesContact) throw refuse(needErrors.NEED_NOT_YOURS, { action: '查看联系方式', bodies: BODIES.handler });
    await noteRevealed(tx, context, seenOf(need), '上门服务', { organization: need.organizationId });
    return contactOf(context, need);
  });
}
