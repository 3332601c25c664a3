import { findDivisions } from '#modules/divisions/server/public.ts';
import { requirePermission, requireWithin } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf, keyOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import type { VolunteerInput } from '../../contract/volunteer.ts';
import { countIn, yearOf } from '../figure-store.ts';
import type { VolunteerMeans } from '../means.ts';
import { withPersonal } from '../personal.ts';
import { findByAccount, findByIdNumber, findOwnByIdNumber, insertVolunteer, lockIdNumber, type StoredVolunteer, updateVolunteer } from '../volunteer-store.ts';
import { carryHome } from './carry-home.ts';

export type Registration = VolunteerInput & { division: string };

/** How the registration comes about, and what of the person is known by it. */
interface Way {
  consent: 'self' | 'assisted';
  consentNote: string | null;
  accountId: number | null;
}

/**
 * Registers somebody at the counter, whose agreement is noted (assisted entry). @returns the id
 * @throws VOLUNTEER_INVALID, VOLUNTEER_KNOWN, VOLUNTEER_PLACE, RECORD_NOT_FOUND for a place outside
 */
export async function registerVolunteer(context: Context, input: Registration & { consentNote: string }): Promise<number> {
  requirePermission(context.actor, 'volunteer.keep');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    // first whether it is theirs at all: what kind of place lies outside is nobody's business
    requireWithin(context.actor, keyOf(input.division) ?? -1);
    const div = await placeOf(tx, input.division);
    return enter(tx, context, div, input, { consent: 'assisted', consentNote: maskNumbersIn(input.consentNote), accountId: null });
  });
}

/**
 * A person registers on the telephone, with the number signed in with; whom an office registered before finds that record by document
 * and telephone, and takes it over. @throws VOLUNTEER_INVALID, VOLUNTEER_KNOWN, VOLUNTEER_PLACE, VOLUNTEER_PHONE_UNKNOWN
 */
export async function registerSelf(context: Context, means: VolunteerMeans, input: Registration): Promise<number> {
  requirePermission(context.actor, 'volunteer.self');
  const accountId = Number(context.actor.id);
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const phone = await means.phoneOf(tx, context, accountId);
    if (phone === undefined) throw refuse(volunteerErrors.VOLUNTEER_PHONE_UNKNOWN);
    const div = await placeOf(tx, input.division);
    const known = await findByAccount(tx, accountId, true);
    if (known && known.withdrawnOn === null) throw refuse(volunteerErrors.VOLUNTEER_KNOWN);
    await means.wearHat(tx, context, { accountId, div });
    return enter(tx, context, div, { ...input, phone, insuredUntil: known?.insuredUntil ?? null }, { consent: 'self', consentNote: null, accountId });
  });
}

/** A community or township in force. @throws VOLUNTEER_PLACE */
async function placeOf(tx: Transaction, division: string): Promise<number> {
  const key = keyOf(division) ?? -1;
  const found = (await findDivisions(tx, [key])).get(key);
  if (!found || found.validTo !== null || (found.level !== 'community' && found.level !== 'township')) throw refuse(volunteerErrors.VOLUNTEER_PLACE);
  return key;
}

/**
 * The one record of a document within the reach of whoever enters it: new, taken up again after a withdrawal, or taken over by its person. An
 * office is not told of records elsewhere, not even by their being in the way (ADR 0080).
 */
async function enter(tx: Transaction, context: Context, div: number, input: VolunteerInput, way: Way): Promise<number> {
  const { actor, now, today } = context;
  const personal = withPersonal(context, input, undefined);
  await lockIdNumber(tx, personal.idNumberIndex);
  const known =
    way.accountId === null
      ? await findByIdNumber(tx, personal.idNumberIndex, actor.range)
      : await findOwnByIdNumber(tx, { ...personal, accountId: way.accountId });
  const { idNumber: _idNumber, phone: _phone, guardianPhone: _guardianPhone, ...fields } = input;
  const row: StoredVolunteer = {
    ...fields,
    ...personal,
    ...way,
    id: known?.id ?? (await nextRecordId(tx, districtOf(div))),
    district: districtOf(div),
    div,
    recordedDiv: div,
    accountId: way.accountId ?? known?.accountId ?? null,
    registeredOn: today,
    registeredBy: actor.id,
    registeredByName: actor.name,
    withdrawnOn: null,
    withdrawReason: null,
    demonstration: false,
    version: 1,
  };
  if (known) await takeUp(tx, context, known, row);
  else {
    await insertVolunteer(tx, row, { at: now, id: actor.id });
    await countIn(tx, div, yearOf(today), { registered: 1 });
  }
  await audit(tx, context, {
    action: known ? 'volunteer.takenUp' : 'volunteer.registered',
    subject: { type: 'volunteer', id: row.id, district: row.district },
    details: { consent: way.consent, consentNote: way.consentNote, isMinor: row.guardianName !== null },
    after: row,
  });
  return row.id;
}

/** @throws VOLUNTEER_KNOWN for somebody who is registered, unless the person comes to an own record that only an office kept */
async function takeUp(tx: Transaction, context: Context, known: StoredVolunteer, row: StoredVolunteer): Promise<void> {
  const isWithdrawn = known.withdrawnOn !== null;
  const isOwn = row.consent === 'self' && (known.accountId === null || known.accountId === row.accountId);
  const isKnownPhone = known.phoneIndex !== null && known.phoneIndex === row.phoneIndex;
  if (!isWithdrawn && !(isOwn && isKnownPhone)) throw refuse(volunteerErrors.VOLUNTEER_KNOWN);
  // a document is no password: whoever takes over a record that was withdrawn must hold its telephone too
  if (isWithdrawn && row.consent === 'self' && !isKnownPhone && known.accountId !== row.accountId) throw refuse(volunteerErrors.VOLUNTEER_KNOWN);
  if (known.withdrawnOn !== null) await countIn(tx, known.div, yearOf(known.withdrawnOn), { withdrawn: -1 });
  await updateVolunteer(tx, known, row, { at: context.now, id: context.actor.id });
  if (known.div !== row.div)
    await carryHome(tx, context, { ...known, ...row, district: known.district, div: known.div, registeredOn: known.registeredOn }, row);
}
