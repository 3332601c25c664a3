import { beforeAll, expect, it } from 'vitest';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { loadRuleSets } from '../public.ts';
import { getRuleSet, listRuleSets } from './rule-sets.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410400000000', '440100000000', '440300000000', '460000000000'] });
  await loadRuleSets(operator);
}, 60_000);

const listed = async (division: number, level: DivisionLevel, role: RoleId = 'cityCivilAffairsStaff') =>
  (await listRuleSets({ ...operator, actor: actorAs(role, division, level) })).map(({ id, mayEdit }) => [id, mayEdit]);

it('lists the rules that hold here, not those of provinces before or after it, and lets only the own ones be edited', async () => {
  expect(await listed(410400000000, 'city')).toEqual([
    ['national', false],
    ['pingdingshan', true],
  ]);
  expect(await listed(460000000000, 'province')).toEqual([
    ['national', false],
    ['hainan', true],
  ]);
  expect(await listed(440000000000, 'province')).toEqual([
    ['national', false],
    ['guangzhou', true],
    ['shenzhen', true],
  ]);
});

it('lets nobody edit who may only read, in the list and in a set', async () => {
  expect(await listed(410400000000, 'city', 'streetStaff')).toEqual([
    ['national', false],
    ['pingdingshan', false],
  ]);
  const reader = { ...operator, actor: actorAs('streetStaff', 410400000000, 'city') };
  expect((await getRuleSet(reader, 'pingdingshan')).mayEdit).toBe(false);
  const outside = { ...operator, actor: actorAs('cityCivilAffairsStaff', 440100000000, 'city') };
  expect((await getRuleSet(outside, 'pingdingshan')).mayEdit).toBe(false);
});

it('tells what would hold without a set, which the national one does not know', async () => {
  const [city, nation] = [await getRuleSet(operator, 'pingdingshan'), await getRuleSet(operator, 'national')];
  expect(nation.above).toBeNull();
  expect(city.above).toEqual(nation.resolved);
  expect(city.resolved).not.toEqual(nation.resolved);
});
