import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { SignUp } from '../../contract/occasion.ts';
import { DOOR_MINUTES, isDoorOpen } from '../domain/attendance.ts';
import { isDoorCode } from '../door-code.ts';
import { requireOccasion, requireOpen, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { findOccasion, type StoredOccasion } from '../occasion-store.ts';
import { presentSignUp } from '../present.ts';
import { findOwnSignUp, findSignUp, noteCheckIn, noteCheckOut, noteWrongCode, type StoredSignUp } from '../sign-up-store.ts';

const MOST_WRONG_CODES = 5;

interface Entry {
  occasionId: number;
  entry: number;
}

/**
 * Whoever signed up checks in with the code shown at the door. A wrong one is counted even though the request is refused.
 * @throws OCCASION_NOT_FOUND, OCCASION_NOT_OPEN, SIGN_UP_NOT_FOUND, CHECK_IN_NOT_NOW, CHECK_IN_WAITING, DOOR_CODE_WRONG, DOOR_CODE_TOO_OFTEN
 */
export async function checkInByCode(context: Context, occasionId: number, code: string): Promise<void> {
  const { actor, platform } = context;
  requirePermission(actor, 'activity.join');
  const wrong = await inTransaction(platform.db, async (tx) => {
    const occasion = await findOccasion(tx, occasionId, actor.range, true);
    const own = occasion && (await findOwnSignUp(tx, actor.range, occasion, actor.id));
    if (!occasion) throw refuse(activityErrors.OCCASION_NOT_FOUND);
    if (!own) throw refuse(activityErrors.SIGN_UP_NOT_FOUND);
    if (own.checkedInAt !== null) return null;
    requireDoorOpen(context, occasion);
    if (own.wrongCodes >= MOST_WRONG_CODES) throw refuse(activityErrors.DOOR_CODE_TOO_OFTEN);
    if (own.state === 'waiting') throw refuse(activityErrors.CHECK_IN_WAITING);
    if (!isDoorCode(context, occasionId, code)) {
      await noteWrongCode(tx, own);
      return MOST_WRONG_CODES - own.wrongCodes - 1;
    }
    await noteCheckIn(tx, own, 'self', context.now);
    await note(tx, context, occasion, own, 'checkedIn');
    return null;
  });
  if (wrong !== null) throw refuse(activityErrors.DOOR_CODE_WRONG, { left: wrong }, [{ path: 'code', message: '签到码不对。' }]);
}

/** Leaves; without it the end of the activity counts. @throws OCCASION_NOT_FOUND, SIGN_UP_NOT_FOUND, CHECK_IN_NOT_YET, CHECK_IN_NOT_NOW */
export async function checkOutOwn(context: Context, occasionId: number): Promise<void> {
  const { actor } = context;
  requirePermission(actor, 'activity.join');
  await inTransaction(context.platform.db, async (tx) => {
    const occasion = await findOccasion(tx, occasionId, actor.range, true);
    if (!occasion) throw refuse(activityErrors.OCCASION_NOT_FOUND);
    const own = await findOwnSignUp(tx, actor.range, occasion, actor.id);
    if (!own) throw refuse(activityErrors.SIGN_UP_NOT_FOUND);
    await leave(tx, context, occasion, own);
  });
}

/** On the list, at the door. Whoever waited has the place that is free on the spot. @throws OCCASION_NOT_FOUND, OCCASION_NOT_OPEN, SIGN_UP_NOT_FOUND, CHECK_IN_NOT_NOW */
export async function checkInOnList(context: Context, means: ActivityMeans, side: Side, entry: Entry): Promise<SignUp> {
  return onList(context, means, side, entry, async (tx, occasion, stored) => {
    requireDoorOpen(context, occasion);
    if (stored.checkedInAt !== null) return;
    await noteCheckIn(tx, stored, 'host', context.now);
    await note(tx, context, occasion, stored, 'checkedIn');
  });
}

/** @throws OCCASION_NOT_FOUND, SIGN_UP_NOT_FOUND, CHECK_IN_NOT_YET, CHECK_IN_NOT_NOW */
export async function checkOutOnList(context: Context, means: ActivityMeans, side: Side, entry: Entry): Promise<SignUp> {
  return onList(context, means, side, entry, (tx, occasion, stored) => leave(tx, context, occasion, stored));
}

async function onList(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { occasionId, entry }: Entry,
  act: (tx: Transaction, occasion: StoredOccasion, stored: StoredSignUp) => Promise<void>,
): Promise<SignUp> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    const occasion = await requireOccasion(tx, context, means, side, occasionId, true);
    const stored = await findSignUp(tx, context.actor.range, occasion, entry);
    if (!stored || stored.state === 'cancelled') throw refuse(activityErrors.SIGN_UP_NOT_FOUND);
    await act(tx, occasion, stored);
    return presentSignUp(context, side, (await findSignUp(tx, context.actor.range, occasion, entry)) ?? stored);
  });
}

function requireDoorOpen({ now }: Context, occasion: StoredOccasion): void {
  requireOpen(occasion, undefined, '签到');
  if (!isDoorOpen(occasion, now)) throw refuse(activityErrors.CHECK_IN_NOT_NOW, { minutes: DOOR_MINUTES });
}

async function leave(tx: Transaction, context: Context, occasion: StoredOccasion, stored: StoredSignUp): Promise<void> {
  if (stored.checkedInAt === null) throw refuse(activityErrors.CHECK_IN_NOT_YET);
  if (stored.checkedOutAt !== null) return;
  requireDoorOpen(context, occasion);
  await noteCheckOut(tx, stored, context.now);
  await note(tx, context, occasion, stored, 'checkedOut');
}

async function note(
  tx: Transaction,
  context: Context,
  occasion: StoredOccasion,
  { id, district }: StoredSignUp,
  what: 'checkedIn' | 'checkedOut',
): Promise<void> {
  await audit(tx, context, { action: `activitySignUp.${what}`, subject: { type: 'activitySignUp', id, district }, details: { occasion: occasion.id } });
}
