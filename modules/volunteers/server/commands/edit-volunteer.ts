import { findDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission, requireWithin } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf, keyOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import type { VolunteerInput } from '../../contract/volunteer.ts';
import { withPersonal } from '../personal.ts';
import { lockSelf, oldestChildSeen } from '../sight.ts';
import { findByIdNumber, findVolunteer, lockIdNumber, type StoredVolunteer, updateVolunteer } from '../volunteer-store.ts';
import { carryHome } from './carry-home.ts';

export type VolunteerEdit = VolunteerInput & { version: number; division: string };

/** The record of an office, locked, in the version it saw. @throws RECORD_NOT_FOUND, VOLUNTEER_CHANGED, VOLUNTEER_WITHDRAWN */
export async function lockVolunteer(tx: Transaction, context: Context, { id, version }: { id: number; version: number }): Promise<StoredVolunteer> {
  const stored = await findVolunteer(tx, id, context.actor.range, { oldest: oldestChildSeen(context), lock: true });
  if (!stored) throw refuse(accessErrors.RECORD_NOT_FOUND);
  requireCurrent(stored, version);
  return stored;
}

function requireCurrent(stored: StoredVolunteer, version: number): void {
  if (stored.version !== version) throw refuse(volunteerErrors.VOLUNTEER_CHANGED, { version: stored.version });
  if (stored.withdrawnOn !== null) throw refuse(volunteerErrors.VOLUNTEER_WITHDRAWN, { on: stored.withdrawnOn });
}

/** An office corrects a record. @throws RECORD_NOT_FOUND, VOLUNTEER_CHANGED, VOLUNTEER_WITHDRAWN, VOLUNTEER_INVALID, VOLUNTEER_KNOWN, VOLUNTEER_PLACE */
export async function editVolunteer(context: Context, id: number, input: VolunteerEdit): Promise<void> {
  requirePermission(context.actor, 'volunteer.keep');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const stored = await lockVolunteer(tx, context, { id, version: input.version });
    const div = keyOf(input.division) ?? -1;
    if (div !== stored.div) requireWithin(context.actor, div);
    await write(tx, context, stored, input, div);
  });
}

/** A person corrects the own record; name and document are corrected at the counter, where they are shown. @throws VOLUNTEER_NOT_REGISTERED, VOLUNTEER_CHANGED, VOLUNTEER_INVALID */
export async function editSelf(
  context: Context,
  input: Pick<VolunteerInput, 'serviceKinds' | 'skills' | 'languages' | 'availability'> & { version: number },
): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    const stored = await lockSelf(tx, context);
    requireCurrent(stored, input.version);
    const { version: _version, ...fields } = input;
    await updateVolunteer(tx, stored, { ...stored, ...fields }, { at: context.now, id: context.actor.id });
    await note(tx, context, stored, { ...stored, ...fields });
  });
}

async function write(tx: Transaction, context: Context, stored: StoredVolunteer, input: VolunteerEdit, div: number): Promise<void> {
  const { idNumber: _idNumber, phone: _phone, guardianPhone: _guardianPhone, version: _version, division: _division, ...fields } = input;
  const after = { ...stored, ...fields, ...withPersonal(context, input, stored) };
  if (after.idNumberIndex !== stored.idNumberIndex) {
    await lockIdNumber(tx, after.idNumberIndex);
    if (await findByIdNumber(tx, after.idNumberIndex, context.actor.range)) throw refuse(volunteerErrors.VOLUNTEER_KNOWN);
  }
  await updateVolunteer(tx, stored, after, { at: context.now, id: context.actor.id });
  if (div !== stored.div) {
    const place = (await findDivisions(tx, [div])).get(div);
    if (!place || place.validTo !== null || (place.level !== 'community' && place.level !== 'township')) throw refuse(volunteerErrors.VOLUNTEER_PLACE);
    await carryHome(tx, context, { ...after, version: stored.version + 1 }, { district: districtOf(div), div });
  }
  await note(tx, context, stored, after);
}

async function note(tx: Transaction, context: Context, before: StoredVolunteer, after: StoredVolunteer): Promise<void> {
  await audit(tx, context, { action: 'volunteer.edited', subject: { type: 'volunteer', id: before.id, district: before.district }, before, after });
}
