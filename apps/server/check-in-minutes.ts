import { type AttendedOccasion, listAttended, listVolunteersOf } from '#modules/activities/server/public.ts';
import { recordCheckIns } from '#modules/volunteers/server/public.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';

/** From who was at an activity, known to activities, to minutes of service, kept by volunteers. @returns how many records */
export async function recordMinutesOf(tx: Transaction, context: Context, occasion: AttendedOccasion): Promise<number> {
  const came = await listVolunteersOf(tx, context, occasion);
  // whoever is still there when the summary is written early is left to the night
  const left = came.filter(({ checkedOutAt, endsAt }) => checkedOutAt !== null || endsAt <= context.now);
  const entries = left.map(({ signUpId, accountId, phoneIndex, name, checkedInAt, checkedOutAt, endsAt }) => ({
    entryId: signUpId,
    accountId,
    phoneIndex,
    name,
    from: checkedInAt,
    until: checkedOutAt ?? endsAt,
  }));
  return recordCheckIns(tx, context, occasion, entries);
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Ten working days and what lies between: whoever joins a team late is still recorded in time (X05 art.11). */
const DAYS_BACK = 15;
const PAGE = 200;

/** Every night: minutes of activities that are over and were not written up yet, and of volunteers who joined a team since. @returns how many records */
export async function recordMinutesNightly(context: Context): Promise<number> {
  const { actor, now, platform } = context;
  const span = { range: actor.range, since: new Date(now.getTime() - DAYS_BACK * DAY_MS), until: new Date(now.getTime() - HOUR_MS) };
  let recorded = 0;
  for (let after = 0; ; ) {
    const occasions = await listAttended(platform.db, { ...span, after, limit: PAGE });
    for (const occasion of occasions)
      recorded += await inTransaction(platform.db, async (tx) => {
        await holdPlaces(tx);
        return recordMinutesOf(tx, context, occasion);
      });
    const last = occasions.at(-1);
    if (!last || occasions.length < PAGE) return recorded;
    after = last.id;
  }
}
