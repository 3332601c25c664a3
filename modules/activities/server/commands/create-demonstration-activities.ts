import { sql } from 'kysely';
import { listDemonstrationOrganizations } from '#modules/organizations/server/public.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { addDays } from '#shared/day.ts';
import { districtOf, NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { inventedGuests, inventedOccasions, inventedPlanItems } from '../domain/demonstration-activities.ts';
import { insertOccasion } from '../occasion-store.ts';
import { insertReport } from '../major-report-store.ts';
import { writeItems } from '../activity-plan-store.ts';
import { insertSignUp, SIGN_UP_NAME, SIGN_UP_PHONE } from '../sign-up-store.ts';

const MOST_HOSTS = 4;
const CAPACITY = 3;

/** Invented, marked activities for each street: to come with people on the list and waiting, a major one reported, a plan of the year. @returns how many activities */
export async function createDemonstrationActivities(context: Context, streets: readonly number[]): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  return inTransaction(context.platform.db, async (tx) => {
    let made = 0;
    for (const street of new Set(streets)) {
      made += await fillStreet(tx, context, street);
      await planFor(tx, context, street);
    }
    if (made > 0)
      await audit(tx, context, {
        action: 'demonstration.activities-created',
        subject: { type: 'demonstration', id: 'activities', district: NATION_KEY },
        details: { created: made },
      });
    return made;
  });
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

async function signUpGuests(
  tx: Transaction,
  { now, platform: { cipher } }: Context,
  occasion: { id: number; district: number; div: number; recordedDiv: number },
): Promise<void> {
  for (const [index, guest] of inventedGuests(occasion.id).entries()) {
    await insertSignUp(tx, occasion, {
      id: await nextRecordId(tx, occasion.district),
      accountId: null,
      nameCipher: cipher.encrypt(guest.name, SIGN_UP_NAME),
      phoneCipher: cipher.encrypt(guest.phone, SIGN_UP_PHONE),
      phoneIndex: cipher.blindIndex(guest.phone, 'phone'),
      kind: guest.kind,
      state: index < CAPACITY ? 'confirmed' : 'waiting',
      at: now,
    });
  }
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
