import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { needInputSchema } from '../../contract/need.ts';
import { findStated, lockPhone } from '../find-stated.ts';
import type { NeedMeans } from '../means.ts';
import { addNeed, placeOf } from '../new-need.ts';
import { cleaned, invalid, sealed } from '../personal.ts';

export interface StatedNeed {
  division: string;
  title: string;
  details: string;
  category: string;
  targetGroup: string;
  urgency: string;
  isSecret: boolean;
  name: string;
  phone: string;
  address: string;
  sharesContact: boolean;
}

/**
 * A resident states a need, signed in or as a guest who leaves a phone (MCA-D02, SZ-D21). Pressed twice on one day it is one need.
 * @returns its number @throws NEED_INVALID with what to mend, RECORD_NOT_FOUND, NEED_PLACE_LEVEL
 */
export async function stateNeed(context: Context, means: NeedMeans, stated: StatedNeed): Promise<string> {
  const isSignedIn = can(context.actor, 'need.own');
  const proven = isSignedIn ? await means.phoneOf(context) : undefined;
  const phone = proven ?? stated.phone;
  if (cleaned(phone) === '') throw invalid('phone', '请填写手机号，办理的人要与您联系。');
  const parsed = needInputSchema.safeParse({ ...stated, phone, title: cleaned(stated.title) });
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.data) throw invalid(String(issue?.path[0] ?? ''), issue?.message ?? '请检查填写的内容。');
  const input = parsed.data;
  // whoever lives somewhere may say what is missing there, or where their parents live
  const everywhere: Context = { ...context, actor: { ...context.actor, range: rangeOf(NATION_KEY, 'nation') } };
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const div = await placeOf(tx, everywhere, stated.division);
    const { requesterPhoneIndex } = sealed(context, { phone });
    await lockPhone(tx, requesterPhoneIndex);
    const before = await findStated(tx, { div, phoneIndex: requesterPhoneIndex, title: input.title, today: context.today, channel: 'portal' });
    if (before !== undefined) return before;
    const requesterId = proven === undefined ? undefined : context.actor.id;
    const { number } = await addNeed(tx, context, { input, div, channel: 'portal', receivedOn: context.today, requesterId });
    return number;
  });
}
