import { sql } from 'kysely';
import { CHINESE_CALENDAR, addWorkingDays, isPublished } from '#engines/calendar/working-days.ts';
import { inRange } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { Refusal } from '#shared/errors.ts';
import { act } from '../act.ts';
import { APPLICATION_COLUMNS, findApplication, type StoredApplication, updateApplication } from '../application-store.ts';
import { numberOf } from '../domain/filing-case.ts';
import { clockOf } from '../domain/run-clock.ts';
import type { FilingMeans } from '../means.ts';
import { openCase } from '../open-case.ts';

export interface Watched {
  reminded: number;
  lapsed: number;
  escalated: number;
  recounted: number;
}

const PAGE = 200;
/** Reminders are looked for this many days ahead; the rules name how many working days before the end. */
const AHEAD = 15;

/**
 * Every night: reminds before a deadline, notes what is overdue, tells the office above, lets lapse what the applicant let
 * run out, and counts provisional deadlines again once their year is arranged. Each case in its own transaction; once each.
 */
export async function watchDeadlines(context: Context, means: FilingMeans): Promise<Watched> {
  const watched: Watched = { reminded: 0, lapsed: 0, escalated: 0, recounted: 0 };
  const until = addWorkingDays(CHINESE_CALENDAR, context.today, AHEAD).day;
  for (let after = { dueOn: '0001-01-01', id: 0 }; ; ) {
    const { rows } = await sql<StoredApplication>`
      select ${APPLICATION_COLUMNS} from filing_applications a
      where ${inRange(context.actor.range, 'a')} and a.due_on is not null and (a.due_on <= ${until}::date or a.due_provisional) and (a.due_on, a.id) > (${after.dueOn}::date, ${after.id}::bigint)
      order by a.due_on, a.id limit ${PAGE}`.execute(context.platform.db);
    for (const { id } of rows) await watchOne(context, means, id, watched);
    const last = rows.at(-1);
    if (!last?.dueOn || rows.length < PAGE) return watched;
    after = { dueOn: last.dueOn, id: last.id };
  }
}

async function watchOne(context: Context, means: FilingMeans, id: number, watched: Watched): Promise<void> {
  try {
    await inTransaction(context.platform.db, async (tx) => {
      await holdPlaces(tx);
      const application = await findApplication(tx, id, { range: context.actor.range }, true);
      if (application?.dueOn) await judgeDeadline(tx, context, means, { ...application, dueOn: application.dueOn }, watched);
    });
  } catch (error) {
    // what the rules refuse tonight stands on the overdue list tomorrow
    if (!(error instanceof Refusal)) throw error;
  }
}

type Due = StoredApplication & { dueOn: string };

async function judgeDeadline(tx: Transaction, context: Context, means: FilingMeans, application: Due, watched: Watched): Promise<void> {
  const { filing } = await openCase(tx, context, means, application);
  const { today, now } = context;
  if (application.dueProvisional && isPublished(CHINESE_CALENDAR, application.dueOn)) {
    const clock = clockOf(filing, application.state, application.clockStartedOn);
    await updateApplication(tx, { ...application, ...clock, version: application.version + 1, updatedBy: context.actor.id }, now);
    watched.recounted += 1;
    await audit(tx, context, entry('filing.deadlineRecounted', application, { from: application.dueOn, to: clock.dueOn }));
    return;
  }
  const remindFrom = addWorkingDays(CHINESE_CALENDAR, application.dueOn, -(numberOf(filing, 'reminderDays') ?? 0)).day;
  if (today <= application.dueOn) {
    if (today >= remindFrom && (await note(tx, context, application, 'upcoming'))) watched.reminded += 1;
    return;
  }
  const isLapse = filing.procedure.clocks.get(application.state)?.expiry === 'lapse';
  if (isLapse) {
    await act(tx, context, means, application, { action: 'lapse', input: {}, bodies: new Set(['system']) });
    watched.lapsed += 1;
    return;
  }
  if (await note(tx, context, application, 'overdue')) watched.reminded += 1;
  const escalateOn = addWorkingDays(CHINESE_CALENDAR, application.dueOn, numberOf(filing, 'escalationDays') ?? 0).day;
  if (today > escalateOn && (await note(tx, context, application, 'escalated'))) {
    // the version stays: nobody's open window is made stale by it
    await updateApplication(tx, { ...application, escalatedOn: today }, now);
    watched.escalated += 1;
    await audit(tx, context, entry('filing.escalated', application, { dueOn: application.dueOn, whose: application.dueWhose }));
  }
}

function entry(action: string, { id, district }: StoredApplication, details: Record<string, string | null>) {
  return { action, subject: { type: 'filing', id, district }, details };
}

/** @returns whether it is said for the first time for this deadline */
async function note(tx: Transaction, { now }: Context, { district, id, dueOn }: Due, kind: 'upcoming' | 'overdue' | 'escalated'): Promise<boolean> {
  const { rows } = await sql`
    insert into filing_reminders (district, application_id, due_on, kind, at) values (${district}, ${id}, ${dueOn}, ${kind}, ${now.toISOString()})
    on conflict do nothing returning kind`.execute(tx);
  return rows.length === 1;
}
