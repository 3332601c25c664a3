import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { countIn, yearOf } from '../figure-store.ts';
import type { VolunteerMeans } from '../means.ts';
import { endMembershipsOf } from '../membership-store.ts';
import { lockSelf } from '../sight.ts';
import { type StoredVolunteer, updateVolunteer } from '../volunteer-store.ts';
import { lockVolunteer } from './edit-volunteer.ts';

/** An office takes a registration back; records of service stay. @throws RECORD_NOT_FOUND, VOLUNTEER_CHANGED, VOLUNTEER_WITHDRAWN */
export async function withdrawVolunteer(context: Context, means: VolunteerMeans, input: { id: number; version: number; reason: string }): Promise<void> {
  requirePermission(context.actor, 'volunteer.keep');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    await withdraw(tx, context, means, await lockVolunteer(tx, context, input), maskNumbersIn(input.reason));
  });
}

/** The person takes the own registration back. @throws VOLUNTEER_NOT_REGISTERED, VOLUNTEER_WITHDRAWN */
export async function withdrawSelf(context: Context, means: VolunteerMeans): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    await withdraw(tx, context, means, await lockSelf(tx, context), '本人注销');
  });
}

async function withdraw(tx: Transaction, context: Context, means: VolunteerMeans, stored: StoredVolunteer, reason: string): Promise<void> {
  const { actor, now, today } = context;
  await updateVolunteer(tx, stored, { ...stored, withdrawnOn: today, withdrawReason: reason }, { at: now, id: actor.id });
  const teams = await endMembershipsOf(tx, stored.id, today, '注销登记');
  await countIn(tx, stored.div, yearOf(today), { withdrawn: 1 });
  if (stored.accountId !== null) await means.takeOffHat(tx, context, { accountId: stored.accountId });
  await audit(tx, context, {
    action: 'volunteer.withdrawn',
    subject: { type: 'volunteer', id: stored.id, district: stored.district },
    details: { reason, teams },
  });
}
