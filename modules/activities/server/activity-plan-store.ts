import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWhereItLies, findWhereTheyLie } from '#platform/db/moved-records.ts';
import { nextRecordIds } from '#platform/db/record-ids.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { PlanInput } from '../contract/activity-plan.ts';
import type { ActivityTheme } from '../contract/themes.ts';

export interface StoredPlan {
  id: number;
  district: number;
  div: number;
  year: number;
  features: string | null;
  version: number;
  demonstration: boolean;
}

export interface StoredItem {
  id: number;
  planId: number;
  month: number;
  theme: ActivityTheme;
  kind: string | null;
  name: string;
  organizer: string | null;
  expectedPeople: number | null;
}

const COLUMNS = sql.raw('p.id, p.district, p.div, p.year, p.features, p.version, p.demonstration');

export async function findPlan(db: Database | Transaction, id: number, range: KeyRange, lock = false): Promise<StoredPlan | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredPlan>`
      select ${COLUMNS} from activity_plans p where p.district = ${district} and p.id = ${id} and ${inRange(range, 'p')} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
    return rows[0];
  });
}

/** The latest year first, then by place. */
export async function readPlans(
  db: Database,
  { range, year, after, limit }: { range: KeyRange; year: number | null; after: { year: number; id: number } | null; limit: number },
): Promise<StoredPlan[]> {
  const beyond = after === null ? sql`` : sql`and (p.year, p.id) < (${after.year}, ${after.id})`;
  const { rows } = await sql<StoredPlan>`
    select ${COLUMNS} from activity_plans p where ${inRange(range, 'p')} and (${year}::int is null or p.year = ${year}::int) ${beyond}
    order by p.year desc, p.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countPlans(db: Database, range: KeyRange, year: number | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from activity_plans p where ${inRange(range, 'p')} and (${year}::int is null or p.year = ${year}::int)`.execute(db);
  return rows[0]?.count ?? 0;
}

const districtsOf = (plans: readonly StoredPlan[]) => [...new Set(plans.map(({ district }) => district))];
const idsOf = (plans: readonly StoredPlan[]) => plans.map(({ id }) => id);

/** Of plans that were judged, by month. */
export async function readItems(db: Database | Transaction, plans: readonly StoredPlan[]): Promise<StoredItem[]> {
  const { rows } = await sql<StoredItem>`
    select i.id, i.plan_id as "planId", i.month, i.theme, i.kind, i.name, i.organizer, i.expected_people as "expectedPeople" from activity_plan_items i
    where i.district = any(${districtsOf(plans)}::int[]) and i.plan_id = any(${idsOf(plans)}::bigint[]) order by i.month, i.id`.execute(db);
  return rows;
}

export interface StoredHeld {
  id: number;
  itemId: number;
  name: string;
  organizationName: string;
  theme: ActivityTheme;
  startedOn: Day;
  participants: number;
}

const HELD = sql.raw('a.id, a.name, a.organization_name as "organizationName", a.theme, a.started_on as "startedOn", a.participants');

/** What was carried out of plans, as far as it lies in the jurisdiction of whoever looks. */
export async function readHeld(db: Database | Transaction, range: KeyRange, plans: readonly StoredPlan[]): Promise<StoredHeld[]> {
  const { rows: links } = await sql<{ itemId: number; activityId: number }>`
    select l.item_id as "itemId", l.activity_id as "activityId" from activity_plan_links l
    where l.district = any(${districtsOf(plans)}::int[]) and l.plan_id = any(${idsOf(plans)}::bigint[])`.execute(db);
  // a city's plan is carried out in its counties
  const activities = await findWhereTheyLie(
    db,
    links.map(({ activityId }) => activityId),
    async (districts, ids) => {
      const { rows } = await sql<Omit<StoredHeld, 'itemId'>>`
        select ${HELD} from activities a
        where ${isOneOf(sql`a.district`, districts, 'int')} and ${isOneOf(sql`a.id`, ids, 'bigint')} and ${inRange(range, 'a')}`.execute(db);
      return rows;
    },
  );
  const held = links.flatMap(({ itemId, activityId }) => {
    const activity = activities.get(activityId);
    return activity ? [{ ...activity, itemId }] : [];
  });
  return held.sort((one, other) => one.startedOn.localeCompare(other.startedOn) || one.id - other.id);
}

/** Activities of the register in the plan's place and year, of a theme and not linked to the item yet; the latest first. */
export async function readCandidates(
  db: Database,
  range: KeyRange,
  { plan, item, after, limit }: { plan: StoredPlan; item: StoredItem; after: { startedOn: Day; id: number } | null; limit: number },
): Promise<Omit<StoredHeld, 'itemId'>[]> {
  const beyond = after === null ? sql`` : sql`and (a.started_on, a.id) < (${after.startedOn}::date, ${after.id})`;
  const { rows: linked } = await sql<{ id: number }>`
    select l.activity_id as id from activity_plan_links l where l.district = ${plan.district} and l.item_id = ${item.id}`.execute(db);
  const { rows } = await sql<Omit<StoredHeld, 'itemId'>>`
    select ${HELD} from activities a
    where ${inRange(range, 'a')} and a.theme = ${item.theme} and a.started_on >= make_date(${plan.year}, 1, 1) and a.started_on < make_date(${plan.year} + 1, 1, 1)
      and a.id <> all(${linked.map(({ id }) => id)}::bigint[]) ${beyond}
    order by a.started_on desc, a.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Everything held in a place in a year, by theme. */
export async function countByTheme(
  db: Database | Transaction,
  range: KeyRange,
  year: number,
): Promise<Map<ActivityTheme, { held: number; participants: number }>> {
  const { rows } = await sql<{ theme: ActivityTheme; held: number; participants: number }>`
    select a.theme, count(*)::int as held, sum(a.participants)::float8 as participants from activities a
    where ${inRange(range, 'a')} and a.started_on >= make_date(${year}, 1, 1) and a.started_on < make_date(${year} + 1, 1, 1) group by a.theme`.execute(db);
  return new Map(rows.map(({ theme, ...figures }) => [theme, figures]));
}

/** Items that stay keep their links; those left out go with them. */
export async function writeItems(tx: Transaction, { id, district }: StoredPlan, items: PlanInput['items']): Promise<void> {
  const kept = items.flatMap((item) => (item.id === undefined ? [] : [Number(item.id)]));
  await sql`delete from activity_plan_links where district = ${district} and plan_id = ${id} and item_id <> all(${kept}::bigint[])`.execute(tx);
  await sql`delete from activity_plan_items where district = ${district} and plan_id = ${id} and id <> all(${kept}::bigint[])`.execute(tx);
  const fresh = items.filter((item) => item.id === undefined);
  const ids = await nextRecordIds(tx, district, fresh.length);
  for (const item of items) {
    const itemId = item.id === undefined ? ids.shift() : Number(item.id);
    await sql`
      insert into activity_plan_items (id, district, plan_id, month, theme, kind, name, organizer, expected_people)
      values (${itemId}, ${district}, ${id}, ${item.month}, ${item.theme}, ${item.kind}, ${item.name}, ${item.organizer}, ${item.expectedPeople})
      on conflict (district, id) do update set month = excluded.month, theme = excluded.theme, kind = excluded.kind, name = excluded.name,
        organizer = excluded.organizer, expected_people = excluded.expected_people where activity_plan_items.plan_id = ${id}`.execute(tx);
  }
}
