import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { Occasion, OccasionInput } from '../../contract/occasion.ts';
import { placesFreed } from '../domain/attendance.ts';
import { fieldsInWords, fixedOnceBegun, fixedOnceReported, isMoved } from '../domain/change-limits.ts';
import { requireOccasion, requireOpen, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { findReportOf } from '../major-report-store.ts';
import { findOccasion, type StoredOccasion, updateOccasion } from '../occasion-store.ts';
import { PHOTO_PURPOSE } from '../photo-files.ts';
import { presentOccasions } from '../present.ts';
import { readPhotos } from '../queries/list-photos.ts';
import { countSignUps, moveUp } from '../sign-up-store.ts';
import { timeInWords } from '../time-in-words.ts';
import { withoutNumbers } from './announce-occasion.ts';

interface Named {
  id: number;
  version: number;
}

/**
 * Changes what was announced; those who wait move up into new places, and those who signed up are told of another time or place. What people
 * came for stays once it has begun, and nothing changes once it is over.
 * @throws OCCASION_NOT_FOUND, OCCASION_CHANGED, OCCASION_NOT_OPEN, OCCASION_BEGUN, OCCASION_OVER, OCCASION_REPORTED, OCCASION_INVALID
 */
export async function changeOccasion(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version, occasion: input }: Named & { occasion: OccasionInput },
): Promise<Occasion> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    const before = await requireOccasion(tx, context, means, side, id, true);
    requireOpen(before, version, '修改');
    const changed = withoutNumbers(input);
    await requireChangeable(tx, context, before, changed);
    const movedFrom = isMoved(before, changed) ? `${timeInWords(before.startsAt)}，${before.venue}` : null;
    await updateOccasion(tx, before, changed, { id: context.actor.id, at: context.now }, movedFrom);
    const movedUp = await fillFreePlaces(tx, context, { ...before, capacity: input.capacity });
    const after = await presentAgain(tx, context, before);
    await audit(tx, context, { action: 'activityOccasion.changed', subject: subjectOf(before), details: { title: input.title, movedUp } });
    return after;
  });
}

/** @throws OCCASION_OVER, OCCASION_BEGUN, OCCASION_REPORTED, OCCASION_INVALID */
async function requireChangeable(tx: Transaction, { actor, now }: Context, before: StoredOccasion, input: OccasionInput): Promise<void> {
  const wrong = (path: string, problem: string) => refuse(activityErrors.OCCASION_INVALID, { problem }, [{ path, message: problem }]);
  if (now >= before.endsAt) throw refuse(activityErrors.OCCASION_OVER);
  const fixed = now >= before.startsAt ? fixedOnceBegun(before, input) : [];
  if (fixed.length > 0) throw refuse(activityErrors.OCCASION_BEGUN, { fields: fieldsInWords(fixed) });
  if (now < before.startsAt && Date.parse(input.startsAt) <= now.getTime()) throw wrong('startsAt', '开始的时间已经过去，请填写将要举办的时间。');
  if (Date.parse(input.endsAt) <= now.getTime()) throw wrong('endsAt', '结束的时间已经过去，请填写以后的时间。');
  const reported = fixedOnceReported(before, input);
  const report = reported.length > 0 ? await findReportOf(tx, actor.range, before) : undefined;
  if (report && report.state !== 'objected') throw refuse(activityErrors.OCCASION_REPORTED, { fields: fieldsInWords(reported) });
  const confirmed = (await countSignUps(tx, actor.range, [before])).get(before.id)?.confirmed ?? 0;
  if (input.capacity !== null && input.capacity < confirmed) throw wrong('capacity', `已有 ${confirmed} 人报上名，名额不能少于 ${confirmed} 个。`);
}

/**
 * Calls it off; those who signed up see it and why, a report of it to the street and photographs that were shown are taken back. What people came to was held.
 * @throws OCCASION_NOT_FOUND, OCCASION_CHANGED, OCCASION_NOT_OPEN, OCCASION_ATTENDED
 */
export async function cancelOccasion(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, version, reason }: Named & { reason: string },
): Promise<Occasion> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    const before = await requireOccasion(tx, context, means, side, id, true);
    requireOpen(before, version, '取消');
    const came = (await countSignUps(tx, context.actor.range, [before])).get(id)?.checkedIn ?? 0;
    if (came > 0) throw refuse(activityErrors.OCCASION_ATTENDED, { count: came });
    const said = maskNumbersIn(reason);
    await sql`update activity_occasions set state = 'cancelled', cancel_reason = ${said}, version = version + 1, updated_at = ${context.now}, updated_by = ${context.actor.id}
      where district = ${before.district} and id = ${id}`.execute(tx);
    const { numAffectedRows: reports } = await sql`update major_activity_reports set state = 'withdrawn', version = version + 1
      where district = ${before.district} and occasion_id = ${id} and state in ('reported', 'noted', 'objected')`.execute(tx);
    const shown = (await readPhotos(context, before, tx)).filter(({ isPublic }) => isPublic).map((photo) => Number(photo.id));
    if (shown.length > 0) await context.platform.files.publish(tx, context, PHOTO_PURPOSE, before, shown, false);
    const after = await presentAgain(tx, context, before);
    await audit(tx, context, {
      action: 'activityOccasion.cancelled',
      subject: subjectOf(before),
      details: { title: before.title, reason: said, reportsWithdrawn: Number(reports ?? 0) },
    });
    return after;
  });
}

/** Behind the lock of the occasion. @returns how many moved up */
export async function fillFreePlaces(tx: Transaction, { actor, now }: Context, occasion: StoredOccasion): Promise<number> {
  const counts = (await countSignUps(tx, actor.range, [occasion])).get(occasion.id);
  const moved = await moveUp(tx, occasion, placesFreed(occasion.capacity, counts?.confirmed ?? 0, counts?.waiting ?? 0), now);
  return moved.length;
}

export async function presentAgain(tx: Transaction, context: Context, { id }: StoredOccasion): Promise<Occasion> {
  const stored = await findOccasion(tx, id, context.actor.range);
  const [shown] = await presentOccasions(tx, context, stored ? [stored] : []);
  if (!shown) throw refuse(activityErrors.OCCASION_NOT_FOUND);
  return shown;
}

export const subjectOf = ({ id, district }: StoredOccasion) => ({ type: 'activityOccasion', id, district });
