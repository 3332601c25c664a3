import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { activityMeans } from '#apps/server/activity-means.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createDemonstrationActivities, removeDemonstrationActivities } from './create-demonstration-activities.ts';

const { db, owner } = await createTestDatabase();
const context = testContext(db, { facts: createProductFacts() });
const TABLES = ['activity_occasions', 'activity_sign_ups', 'major_activity_reports', 'activity_plans', 'activity_plan_items'];

async function counted(): Promise<number[]> {
  const rows = await Promise.all(TABLES.map((table) => sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(owner)));
  return rows.map((row) => row.rows[0]?.count ?? 0);
}

it('fills the street of a desk with activities to come, people who wait, a major one reported and a plan, and takes it all out again', async () => {
  await loadDivisions(context, { scope: ['410402001'] });
  const organization = { tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01', leaderName: '周晨', memberCount: 9, isHub: false };
  for (const name of ['一社', '二社', '三社', '四社'])
    await createRecord(context, productRegisters, 'organizations', { ...organization, name, div: '410402001001' });
  await sql`update organizations set demonstration = true`.execute(owner);
  const helpers = [{ div: 410402001001, name: '刘桂兰', phone: '15400000001' }];
  expect(await createDemonstrationActivities(context, activityMeans, [410402001000, 410402001000], helpers)).toBe(6);
  expect(await counted()).toEqual([6, 25, 1, 1, 4]);
  expect((await sql`select from activities where name = '重阳敬老日' and demonstration and participants = 34`.execute(owner)).rows).toHaveLength(1);
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from activity_sign_ups where state = 'waiting'`.execute(owner);
  expect(rows[0]?.waiting).toBe(4);
  expect(await removeDemonstrationActivities(context)).toBe(6);
  expect(await counted()).toEqual([0, 0, 0, 0, 0]);
}, 120_000);
