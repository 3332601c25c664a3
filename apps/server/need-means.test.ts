import { beforeAll, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { grantsOf } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { needMeans } from './need-means.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const handling = (...verbs: string[]): Context => ({ ...operator, actor: { ...operator.actor, grants: grantsOf(['need.handle', ...verbs]) } });

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402001'] });
  await loadPlanFiles(operator);
}, 60_000);

it('gaps of plans stand beside unmet needs for whoever may read plans, and for nobody else', async () => {
  expect((await needMeans.gapsBelow(handling('plan.read'), '410402000000')).length).toBeGreaterThan(0);
  expect(await needMeans.gapsBelow(handling(), '410402000000')).toEqual([]);
});
