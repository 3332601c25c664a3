import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import type { NeedAct } from '../../contract/need.ts';
import type { ActionId } from '../../contract/workflow.ts';
import { actOn } from '../act.ts';
import { officeBodies } from '../bodies.ts';
import { findNeed, type Reach, type StoredNeed } from '../need-store.ts';

export interface ActInput {
  id: number;
  /** the version that was looked at */
  version: number;
  action: ActionId;
  input: NeedAct;
}

/** One act of an office. @throws NEED_NOT_FOUND, NEED_CHANGED, NEED_ENDED, NEED_IMPOSSIBLE, NEED_NOT_YOURS, NEED_RULE */
export async function actAsOffice(context: Context, { id, version, action, input }: ActInput): Promise<StoredNeed> {
  requirePermission(context.actor, 'need.read');
  const reach: Reach = { office: context.actor };
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const need = await lockNeed(tx, { id, version }, reach);
    return actOn(tx, context, need, { action, input, bodies: officeBodies(context.actor, need), reach });
  });
}

/** @throws NEED_NOT_FOUND, NEED_CHANGED */
export async function lockNeed(tx: Transaction, { id, version }: { id: number; version: number }, reach: Reach): Promise<StoredNeed> {
  const need = await findNeed(tx, id, reach, true);
  if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
  if (need.version !== version) throw refuse(needErrors.NEED_CHANGED, { version: need.version });
  return need;
}
