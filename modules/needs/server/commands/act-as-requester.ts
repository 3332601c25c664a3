import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { readCheckCode } from '#shared/codes/check-code.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { actOn } from '../act.ts';
import type { Reach, StoredNeed } from '../need-store.ts';
import { type ActInput, lockNeed } from './act-on-need.ts';

/** @returns how a resident reaches the own need: by the number on the receipt and the phone; undefined for what cannot be these */
export function reachByReceipt({ platform: { cipher } }: Context, typedNumber: string, typedPhone: string): Reach | undefined {
  const number = readCheckCode(typedNumber);
  const phone = readMobilePhone(typedPhone);
  return number === undefined || phone === undefined ? undefined : { number, phoneIndex: cipher.blindIndex(phone, 'phone') };
}

/** One act of whoever stated the need. @throws NEED_NOT_FOUND, NEED_CHANGED, NEED_ENDED, NEED_IMPOSSIBLE, NEED_NOT_YOURS, NEED_RULE */
export async function actAsRequester(context: Context, reach: Reach, { id, version, action, input }: ActInput): Promise<StoredNeed> {
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const need = await lockNeed(tx, { id, version }, reach);
    return actOn(tx, context, need, { action, input, bodies: new Set(['requester']), reach });
  });
}
