/** Annual activity plans, on a real database: what was planned, what was held, what is lacking. */
import { beforeAll, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import type { PlanItemInput } from '../contract/activity-plan.ts';
import { linkActivity, unlinkActivity } from './commands/link-activity.ts';
import { saveActivityPlan, startActivityPlan } from './commands/save-activity-plan.ts';
import { getActivityPlan, listActivityPlans, listPlanCandidates } from './queries/list-activity-plans.ts';

const { db } = await createTestDatabase();
const facts = createProductFacts();
const PAGE = { limit: 50, withTotal: true };
const county = actorAs('districtCivilAffairsStaff', 410402000000, 'county');
const street = actorAs('streetStaff', 410402001000, 'township');
const elsewhere = actorAs('streetStaff', 410402002000, 'township');
const as = (actor: Actor): Context => testContext(db, { facts, now: '2023-05-10T04:00:00Z', actor });
const item = (more: Partial<PlanItemInput> = {}): PlanItemInput => ({
  month: 3,
  theme: '邻里守望',
  kind: null,
  name: '学雷锋',
  organizer: null,
  expectedPeople: 50,
  ...more,
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
let activity = 0;

beforeAll(async () => {
  await loadDivisions(testContext(db, { facts }), { scope: ['410402'] });
  const held = { name: '学雷锋日', theme: '邻里守望', organizationName: '志愿队', div: '410402001001', startedOn: '2023-03-05', participants: 40 };
  activity = (await createRecord(testContext(db, { facts }), productRegisters, 'activities', held)).id;
}, 120_000);

it('begins empty, once a year, for the own office', async () => {
  expect(await listActivityPlans(as(county), PAGE)).toMatchObject({ items: [], total: 0 });
  const plan = await startActivityPlan(as(county), 2023);
  expect(plan).toMatchObject({ items: [], gaps: 0, missingThemes: ['邻里守望', '共建共治共享', '共创平安', '文化铸魂'], mayEdit: true });
  expect(await refusal(startActivityPlan(as(county), 2023))).toBe('ACTIVITY_PLAN_ALREADY');
  expect(await refusal(startActivityPlan(as(actorAs('hubOperator', 410402000000, 'county')), 2024))).toBe('PERMISSION_MISSING');
});

it('joins what was held, counts it once however many plans and items share it, and shows what is lacking', async () => {
  const upper = await startActivityPlan(as(county), 2024).then(async () => (await listActivityPlans(as(county), { ...PAGE, year: 2023 })).items[0]);
  const id = Number(upper?.id);
  const items = [
    item(),
    item({ name: '学雷锋（续）' }),
    item({ month: 4, theme: '文化铸魂', kind: '读书', name: '读书月' }),
    item({ month: 5, theme: '共创平安', name: '巡逻' }),
  ];
  const plan = await saveActivityPlan(as(county), { id, version: 1, features: '红色文化', items });
  expect(plan.items.map(({ isGap }) => isGap)).toEqual([true, true, true, false]);
  const [first, second] = plan.items.map((one) => Number(one.id));
  const candidates = await listPlanCandidates(as(county), { ...PAGE, id, item: Number(first) });
  expect(candidates.items.map(({ id: known }) => known)).toEqual([String(activity)]);
  for (const one of [first, second, first]) await linkActivity(as(county), { id, item: Number(one), activityId: activity });
  const below = await startActivityPlan(as(street), 2023);
  const own = await saveActivityPlan(as(street), { id: Number(below.id), version: 1, features: null, items: [item()] });
  await linkActivity(as(street), { id: Number(below.id), item: Number(own.items[0]?.id), activityId: activity });
  expect(await getActivityPlan(as(county), id)).toMatchObject({ activities: 1, participants: 40, carriedOut: 2, gaps: 1, missingThemes: ['共建共治共享'] });
  expect((await listActivityPlans(as(county), { ...PAGE, year: 2023 })).items.map(({ carriedOut, gaps }) => [carriedOut, gaps]).toSorted()).toEqual([
    [1, 0],
    [2, 1],
  ]);
  const { themes } = await getActivityPlan(as(street), Number(below.id));
  expect(themes.find(({ theme }) => theme === '邻里守望')).toEqual({ theme: '邻里守望', planned: 1, held: 1, participants: 40 });
  const again = await unlinkActivity(as(county), { id, item: Number(second), activityId: activity });
  expect(again).toMatchObject({ carriedOut: 1, gaps: 2 });
});

it('keeps what was held through a save, and lets go of what is left out', async () => {
  const [upper] = (await listActivityPlans(as(county), { ...PAGE, year: 2023 })).items.filter(({ division }) => division === '410402000000');
  const plan = await getActivityPlan(as(county), Number(upper?.id));
  const kept = plan.items.filter(({ held }) => held.length > 0).map(({ held: _held, isGap: _isGap, ...rest }) => ({ ...rest, name: '改名' }));
  const saved = await saveActivityPlan(as(county), { id: Number(plan.id), version: plan.version, features: null, items: kept });
  expect(saved.items.map(({ name, held }) => [name, held.length])).toEqual([['改名', 1]]);
  expect(await refusal(saveActivityPlan(as(county), { id: Number(plan.id), version: plan.version, features: null, items: [] }))).toBe('ACTIVITY_PLAN_CHANGED');
  const foreign = [item({ id: '1' })];
  expect(await refusal(saveActivityPlan(as(county), { id: Number(plan.id), version: saved.version, features: null, items: foreign }))).toBe(
    'ACTIVITY_PLAN_CHANGED',
  );
});

it('is seen from above, written by its own office only, and not there for others', async () => {
  const [own] = (await listActivityPlans(as(street), PAGE)).items;
  const id = Number(own?.id);
  expect((await getActivityPlan(as(county), id)).mayEdit).toBe(false);
  expect(await refusal(saveActivityPlan(as(county), { id, version: 2, features: null, items: [] }))).toBe('ACTIVITY_PLAN_NOT_YOURS');
  expect(await refusal(getActivityPlan(as(elsewhere), id))).toBe('ACTIVITY_PLAN_NOT_FOUND');
  expect(await refusal(linkActivity(as(street), { id, item: 1, activityId: activity }))).toBe('ACTIVITY_PLAN_NOT_FOUND');
  const { items } = await getActivityPlan(as(street), id);
  expect(await refusal(linkActivity(as(street), { id, item: Number(items[0]?.id), activityId: 1 }))).toBe('ACTIVITY_NOT_FOUND');
});
