import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import { type Guest, OCCASION_LIMITS, type ParticipantKind, type SignUp } from '../../contract/occasion.ts';
import { type Standing, standingOfNext } from '../domain/attendance.ts';
import { requireOccasion, requireOpen, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { findOccasion, type StoredOccasion } from '../occasion-store.ts';
import { presentSignUp } from '../present.ts';
import { countSignUps, findOwnSignUp, findSignUp, insertSignUp, SIGN_UP_NAME, SIGN_UP_PHONE } from '../sign-up-store.ts';
import { timeInWords } from '../time-in-words.ts';
import { subjectOf } from './change-occasion.ts';

/**
 * A person signs up with the telephone they came in by. For the last place the first to reach the lock gets it, the next one waits; pressed twice
 * it is one. @throws OCCASION_NOT_FOUND, OCCASION_NOT_OPEN, SIGN_UP_CLOSED, SIGN_UP_ALREADY, SIGN_UP_INVALID
 */
export async function signUp(
  context: Context,
  means: ActivityMeans,
  { occasionId, name, kind }: { occasionId: number; name: string; kind: ParticipantKind },
): Promise<Standing> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'activity.join');
  const phone = await means.phoneOf(context);
  return inTransaction(platform.db, async (tx) => {
    const occasion = await findOccasion(tx, occasionId, actor.range, true);
    if (!occasion) throw refuse(activityErrors.OCCASION_NOT_FOUND);
    requireOpen(occasion, undefined, '报名');
    const earlier = await findOwnSignUp(tx, actor.range, occasion, actor.id);
    if (earlier) return earlier.state === 'waiting' ? 'waiting' : 'confirmed';
    if (now > occasion.signUpUntil) throw refuse(activityErrors.SIGN_UP_CLOSED, { until: timeInWords(occasion.signUpUntil) });
    const { id, state } = await enter(tx, context, occasion, { name, phone: phone ?? null, kind }, actor.id);
    await audit(tx, context, {
      action: 'activitySignUp.entered',
      subject: { type: 'activitySignUp', id, district: occasion.district },
      details: { occasion: occasion.id, state },
    });
    return state;
  });
}

/** Somebody who came or rang, entered by whoever arranges it. @throws OCCASION_NOT_FOUND, OCCASION_NOT_OPEN, SIGN_UP_ALREADY, SIGN_UP_INVALID */
export async function addGuest(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { occasionId, guest }: { occasionId: number; guest: Guest },
): Promise<SignUp> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    const occasion = await requireOccasion(tx, context, means, side, occasionId, true);
    requireOpen(occasion, undefined, '报名');
    const { id } = await enter(tx, context, occasion, guest, null);
    const stored = await findSignUp(tx, context.actor.range, occasion, id);
    if (!stored) throw refuse(activityErrors.SIGN_UP_NOT_FOUND);
    await audit(tx, context, { action: 'activitySignUp.enteredForGuest', subject: subjectOf(occasion), details: { entry: id, state: stored.state } });
    return presentSignUp(context, side, stored);
  });
}

/** Behind the lock of the occasion. */
async function enter(
  tx: Transaction,
  context: Context,
  occasion: StoredOccasion,
  guest: Guest,
  accountId: string | null,
): Promise<{ id: number; state: Standing }> {
  const { cipher } = context.platform;
  const { name, phone } = checked(guest);
  const counts = (await countSignUps(tx, context.actor.range, [occasion])).get(occasion.id);
  const state = standingOfNext(occasion.capacity, counts?.confirmed ?? 0);
  const id = await nextRecordId(tx, occasion.district);
  const isNew = await insertSignUp(tx, occasion, {
    id,
    accountId,
    nameCipher: cipher.encrypt(name, SIGN_UP_NAME),
    phoneCipher: phone === null ? null : cipher.encrypt(phone, SIGN_UP_PHONE),
    phoneIndex: phone === null ? null : cipher.blindIndex(phone, 'phone'),
    kind: guest.kind,
    state,
    at: context.now,
  });
  if (!isNew) throw refuse(activityErrors.SIGN_UP_ALREADY);
  return { id, state };
}

/** @throws SIGN_UP_INVALID with what to fill in, without repeating a number */
function checked({ name, phone }: Guest): { name: string; phone: string | null } {
  const wrong = (path: string, problem: string) => refuse(activityErrors.SIGN_UP_INVALID, { problem }, [{ path, message: problem }]);
  const who = name.trim().toWellFormed().replaceAll('\0', '');
  if (who === '' || who.length > OCCASION_LIMITS.name) throw wrong('name', '请填写姓名。');
  const given = phone?.trim() ?? '';
  if (given === '') return { name: who, phone: null };
  const number = readMobilePhone(given);
  if (number === undefined) throw wrong('phone', '手机号不对，请填 11 位的手机号码；没有可以不填。');
  return { name: who, phone: number };
}
