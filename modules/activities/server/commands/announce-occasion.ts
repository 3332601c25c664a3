import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { Occasion, OccasionInput } from '../../contract/occasion.ts';
import { requireHost, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { findOccasion, insertOccasion } from '../occasion-store.ts';
import { presentOccasions } from '../present.ts';

/** Announced for whoever wants to come; it is public at once. @throws RECORD_NOT_FOUND, ORGANIZATION_ENDED, OCCASION_INVALID */
export async function announceOccasion(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { organizationId, occasion: input }: { organizationId: number; occasion: OccasionInput },
): Promise<Occasion> {
  requireSide(context, side, 'activity.work');
  const { actor, now, platform } = context;
  if (Date.parse(input.endsAt) <= now.getTime())
    throw refuse(activityErrors.OCCASION_INVALID, { problem: '活动时间已经过去，请填写将要举办的时间。' }, [
      { path: 'startsAt', message: '请填写将要举办的时间。' },
    ]);
  return inTransaction(platform.db, async (tx) => {
    const organization = await requireHost(tx, context, means, side, organizationId);
    const { district, div, recordedDiv } = organization;
    const id = await nextRecordId(tx, district);
    const place = { district, div, recordedDiv, organizationId, organizationName: organization.name };
    await insertOccasion(tx, id, place, withoutNumbers(input), { id: actor.id, at: now, demonstration: organization.demonstration });
    const stored = await findOccasion(tx, id, actor.range);
    const [shown] = await presentOccasions(tx, context, stored ? [stored] : []);
    if (!shown) throw refuse(activityErrors.OCCASION_NOT_FOUND);
    await audit(tx, context, { action: 'activityOccasion.announced', subject: { type: 'activityOccasion', id, district }, details: { title: input.title } });
    return shown;
  });
}

/** What everybody will read: numbers of people in it are masked. */
export function withoutNumbers(input: OccasionInput): OccasionInput {
  const { title, about, venue, guidedBy, coHosts } = input;
  return {
    ...input,
    title: maskNumbersIn(title),
    about: maskNumbersIn(about),
    venue: maskNumbersIn(venue),
    guidedBy: guidedBy === null || guidedBy === '' ? null : maskNumbersIn(guidedBy),
    coHosts: coHosts.map(maskNumbersIn),
  };
}
