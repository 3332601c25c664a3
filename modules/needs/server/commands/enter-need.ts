import type { z } from 'zod';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { enteredNeedSchema } from '../../contract/need.ts';
import { addNeed, placeOf } from '../new-need.ts';

/**
 * Staff write down what a visit, a reception or a survey brought up (SZ-D21). @returns the id
 * @throws PERMISSION_MISSING, RECORD_NOT_FOUND for a place outside, NEED_INVALID, NEED_PLACE_LEVEL
 */
export async function enterNeed(context: Context, { division, channel, ...input }: z.output<typeof enteredNeedSchema>): Promise<number> {
  requirePermission(context.actor, 'need.handle');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const div = await placeOf(tx, context, division);
    const { id } = await addNeed(tx, context, { input, div, channel, receivedOn: context.today });
    return id;
  });
}
