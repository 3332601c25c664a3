import { sql } from 'kysely';
import { listDemonstrationOrganizations } from '#modules/organizations/server/public.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { addDays } from '#shared/day.ts';
import { districtOf, NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { INVENTED_RESULT, inventedGuests, inventedNow, inventedOccasions, inventedPast, inventedPlanItems } from '../domain/demonstration-activities.ts';
import { PHOTO_PURPOSE } from '../photo-files.ts';
import { insertOccasion } from '../occasion-store.ts';
import { insertReport } from '../major-report-store.ts';
import { writeItems } from '../activity-plan-store.ts';
import type { ParticipantKind } from '../../contract/occasion.ts';
import type { ActivityMeans } from '../means.ts';
import { insertSignUp, noteCheckIn, SIGN_UP_NAME, SIGN_UP_PHONE } from '../sign-up-store.ts';
import { summarizeOccasion } from './summarize-occasion.ts';

const MOST_HOSTS = 4;
const CAPACITY = 3;
const MOST_HELPERS = 3;
const TOWNSHIP_SPAN = 1e3;

/** Invented, marked activities for each street: to come with people on the list and waiting, one going on, one written up, a major one reported, a plan of the year. @returns how many activities */
export async function createDemonstrationActivities(
  context: Context,
  means: ActivityMeans,
  streets: readonly number[],
  helpers: readonly Helper[] = [],
): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  const held: number[] = [];
  const made = await inTransaction(context.platform.db, async (tx) => {
    let made = 0;
    for (const street of new Set(streets)) {
      made += await fillStreet(tx, context, street);
      held.push(...(await holdIn(tx, context, street, helpers)));
      await planFor(tx, context, street);
    }
    made += held.length * 2;
    if (made > 0)
      await audit(tx, context, {
        action: 'demonstration.activities-created',
        subject: { type: 'demonstration', id: 'activities', district: NATION_KEY },
        details: { created: made },
      });
    return made;
  });
  for (const id of held) await summarizeOccasion(context, means, 'office', { id, version: 1, result: INVENTED_RESULT });
  return made;
}

/** An invented volunteer who came as one. */
export interface Helper {
  /** community where they are at home */
  div: number;
  name: string;
  phone: string;
}

/** One that is going on, and one of the other day to which volunteers came. @returns the ids of those to be written up */
async function holdIn(tx: Transaction, context: Context, street: number, helpers: readonly Helper[]): Promise<number[]> {
  const hosts = await listDemonstrationOrganizations(tx, rangeOf(street, 'township'), MOST_HOSTS);
  const host = hosts.find(({ div }) => helpers.some((helper) => helper.div === div)) ?? hosts[0];
  if (!host) return [];
  const by = { id: context.actor.id, at: context.now, demonstration: true };
  const district = districtOf(host.div);
  const place = { district, div: host.div, recordedDiv: host.div, organizationId: host.id, organizationName: host.name };
  const now = await nextRecordId(tx, district);
  await insertOccasion(tx, now, place, inventedNow(context.now), by);
  await enterAll(tx, context, { ...place, id: now }, inventedGuests(now), Number.POSITIVE_INFINITY);
  const past = await nextRecordId(tx, district);
  const occasion = inventedPast(context.today);
  await insertOccasion(tx, past, place, occasion, by);
  const near = helpers.filter(({ div }) => div - (div % TOWNSHIP_SPAN) === street).slice(0, MOST_HELPERS);
  const came = [...near.map(({ name, phone }) => ({ name, phone, kind: 'volunteer' as const })), ...inventedGuests(past)];
  for (const [index, entry] of (await enterAll(tx, context, { ...place, id: past }, came, Number.POSITIVE_INFINITY)).entries())
    await noteCheckIn(tx, { id: entry.id, district }, 'host', new Date(Date.parse(occasion.startsAt) + index * 60_000));
  return [past];
}

async function fillStreet(tx: Transaction, context: Context, street: number): Promise<number> {
  const hosts = await listDemonstrationOrganizations(tx, rangeOf(street, 'township'), MOST_HOSTS);
  const by = { id: context.actor.id, at: context.now, demonstration: true };
  for (const [index, host] of hosts.entries()) {
    const district = districtOf(host.div);
    const occasion = inventedOccasions(context.today, CAPACITY)[index % MOST_HOSTS];
    if (!occasion) continue;
    const id = await nextRecordId(tx, district);
    const place = { district, div: host.div, recordedDiv: host.div, organizationId: host.id, organizationName: host.name };
    await insertOccasion(tx, id, place, occasion, by);
    await signUpGuests(tx, context, { ...place, id });
    if (occasion.isMajor) await reportMajor(tx, context, { ...place, occasionId: id }, occasion.title);
  }
  return hosts.length;
}

type OfOccasion = { id: number; district: number; div: number; recordedDiv: number };

async function signUpGuests(tx: Transaction, context: Context, occasion: OfOccasion): Promise<void> {
  await enterAll(tx, context, occasion, inventedGuests(occasion.id));
}

/** As far as there are places; the others wait. */
async function enterAll(
  tx: Transaction,
  { now, platform: { cipher } }: Context,
  occasion: OfOccasion,
  guests: readonly { name: string; phone: string; kind: ParticipantKind }[],
  capacity = CAPACITY,
): Promise<{ id: number }[]> {
  const entered: { id: number }[] = [];
  for (const [index, guest] of guests.entries()) {
    const id = await nextRecordId(tx, occasion.district);
    entered.push({ id });
    await insertSignUp(tx, occasion, {
      id,
      accountId: null,
      nameCipher: cipher.encrypt(guest.name, SIGN_UP_NAME),
      phoneCipher: cipher.encrypt(guest.phone, SIGN_UP_PHONE),
      phoneIndex: cipher.blindIndex(guest.phone, 'phone'),
      kind: guest.kind,
      state: index < capacity ? 'confirmed' : 'waiting',
      at: now,
    });
  }
  return entered;
}

type Place = { district: number; div: number; recordedDiv: number; organizationId: number; organizationName: string; occasionId: number };

async function reportMajor(tx: Transaction, { actor, today }: Context, place: Place, title: string): Promise<void> {
  const day = addDays(today, 12);
  const words = { title, content: '猜灯谜、看演出，邻里同乐', place: '社区广场', safetyPlan: '网格员值守，分两个出口疏散，下雨顺延', fundSource: '居民自筹' };
  const report = { kind: '节庆活动', ...words, startsOn: day, endsOn: day, expectedPeople: 300, fundFen: 200_000 } as const;
  const days = { dueOn: null, isLate: false, resultDueOn: null };
  await insertReport(tx, await nextRecordId(tx, place.district), { ...place, demonstration: true }, report, days, {
    on: today,
    by: actor.id,
    byName: actor.name,
  });
}

async function planFor(tx: Transaction, { actor, now, today }: Context, div: number): Promise<void> {
  const district = districtOf(div);
  const id = await nextRecordId(tx, district);
  const year = Number(today.slice(0, 4));
  const { numAffectedRows } = await sql`
    insert into activity_plans (id, district, div, recorded_div, year, features, demonstration, created_at, updated_at, updated_by_name)
    values (${id}, ${district}, ${div}, ${div}, ${year}, '结合本地红色文化', true, ${now}, ${now}, ${actor.name}) on conflict do nothing`.execute(tx);
  if ((numAffectedRows ?? 0n) > 0n) await writeItems(tx, { id, district, div, year, features: null, version: 1, demonstration: true }, inventedPlanItems());
}

/** Removes exactly the marked ones with everything that hangs on them. */
export async function removeDemonstrationActivities(context: Context): Promise<number> {
  const { actor, platform } = context;
  requirePermission(actor, 'demonstration.manage');
  return inTransaction(platform.db, async (tx) => {
    await removePhotos(tx, context);
    await sql`delete from activity_sign_ups s using activity_occasions o where ${inRange(actor.range, 'o')} and o.demonstration and s.district = o.district and s.occasion_id = o.id`.execute(
      tx,
    );
    for (const table of ['activity_plan_links', 'activity_plan_items'])
      await sql`delete from ${sql.table(table)} f using activity_plans p where ${inRange(actor.range, 'p')} and p.demonstration and f.district = p.district and f.plan_id = p.id`.execute(
        tx,
      );
    await sql`delete from activity_plans p where ${inRange(actor.range, 'p')} and p.demonstration`.execute(tx);
    await sql`delete from major_activity_reports r where ${inRange(actor.range, 'r')} and r.demonstration`.execute(tx);
    const { numAffectedRows } = await sql`delete from activity_occasions o where ${inRange(actor.range, 'o')} and o.demonstration`.execute(tx);
    const removed = Number(numAffectedRows ?? 0);
    if (removed > 0)
      await audit(tx, context, {
        action: 'demonstration.activities-removed',
        subject: { type: 'demonstration', id: 'activities', district: NATION_KEY },
        details: { removed },
      });
    return removed;
  });
}

async function removePhotos(tx: Transaction, context: Context): Promise<void> {
  const { rows } = await sql<{ id: number; district: number }>`
    select o.id, o.district from activity_occasions o where ${inRange(context.actor.range, 'o')} and o.demonstration`.execute(tx);
  for (const occasion of rows) await context.platform.files.remove(tx, context, PHOTO_PURPOSE, occasion, 'all');
}
