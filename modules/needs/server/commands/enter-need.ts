import type { z } from 'zod';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { enteredNeedSchema } from '../../contract/need.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { addNeed, placeOf } from '../new-need.ts';

/**
 * Staff write down what a visit, a reception or a survey brought up (SZ-D21): who helped and how the resident agreed stand in the need's history. @returns the id
 * @throws PERMISSION_MISSING, RECORD_NOT_FOUND for a place outside, NEED_INVALID, NEED_PLACE_LEVEL, NEED_CONSENT_MISSING
 */
export async function enterNeed(context: Context, { division, channel, consent, ...input }: z.output<typeof enteredNeedSchema>): Promise<number> {
  requirePermission(context.actor, 'need.handle');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const div = await placeOf(tx, context, division);
    const isPersonal = [input.name, input.phone, input.address].some((part) => part?.trim());
    if (isPersonal && !consent) throw refuse(needErrors.NEED_CONSENT_MISSING, {}, [{ path: 'consent', message: '请选择居民是怎样同意的。' }]);
    const { id } = await addNeed(tx, context, { input, div, channel, receivedOn: context.today, consent });
    return id;
  });
}
