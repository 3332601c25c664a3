import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { Occasion, OccasionInput } from '../../contract/occasion.ts';
import { placesFreed } from '../domain/attendance.ts';
import { requireOccasion, requireOpen, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { findOccasion, type StoredOccasion, updateOccasion } from '../occasion-store.ts';
import { presentOccasions } from '../present.ts';
import { countSignUps, moveUp } from '../sign-up-store.ts';
import { withoutNumbers } from './announce-occasion.ts';

interface Named {
  id: number;
  version: number;
}

/** Changes what was announced; those who wait move up into new places. @throws OCCASION_NOT_FOUND, OCCASION_CHANGED, OCCASION_NOT_OPEN */
export async function changeOccasion(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version, occasion: input }: Named & { occasion: OccasionInput },
): Promise<Occasion> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    const before = await requireOccasion(tx, context, means, side, id, true);
    requireOpen(before, version, '修改');
    await updateOccasion(tx, before, withoutNumbers(input), { id: context.actor.id, at: context.now });
    const movedUp = await fillFreePlaces(tx, context, { ...before, capacity: input.capacity });
    const after = await presentAgain(tx, context, before);
    await audit(tx, context, { action: 'activityOccasion.changed', subject: subjectOf(before), details: { title: input.title, movedUp } });
    return after;
  });
}

/** @throws OCCASION_NOT_FOUND, OCCASION_CHANGED, OCCASION_NOT_OPEN */
export async function cancelOccasion(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version, reason }: Named & { reason: string },
): Promise<Occasion> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    const before = await requireOccasion(tx, context, means, side, id, true);
    requireOpen(before, version, '取消');
    const said = maskNumbersIn(reason);
    await sql`update activity_occasions set state = 'cancelled', cancel_reason = ${said}, version = version + 1, updated_at = ${context.now}, updated_by = ${context.actor.id}
      where district = ${before.district} and id = ${id}`.execute(tx);
    const after = await presentAgain(tx, context, before);
    await audit(tx, context, { action: 'activityOccasion.cancelled', subject: subjectOf(before), details: { title: before.title, reason: said } });
    return after;
  });
}

/** Behind the lock of the occasion. @returns how many moved up */
export async function fillFreePlaces(tx: Transaction, { actor, now }: Context, occasion: StoredOccasion): Promise<number> {
  const counts = (await countSignUps(tx, actor.range, [occasion])).get(occasion.id);
  const moved = await moveUp(tx, occasion, placesFreed(occasion.capacity, counts?.confirmed ?? 0, counts?.waiting ?? 0), now);
  return moved.length;
}

export async function presentAgain(tx: Transaction, context: Context, { id }: StoredOccasion): Promise<Occasion> {
  const stored = await findOccasion(tx, id, context.actor.range);
  const [shown] = await presentOccasions(tx, context, stored ? [stored] : []);
  if (!shown) throw refuse(activityErrors.OCCASION_NOT_FOUND);
  return shown;
}

export const subjectOf = ({ id, district }: StoredOccasion) => ({ type: 'activityOccasion', id, district });
