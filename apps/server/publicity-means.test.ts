import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { grantsOf } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { publicityMeans } from './publicity-means.ts';
import { productRegisters } from './registers.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const writing = (...verbs: string[]): Context => ({ ...operator, actor: { ...operator.actor, grants: grantsOf(['publicity.write', ...verbs]) } });

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402001'] });
  await loadPlanFiles(operator);
}, 60_000);

describe('duties that an article can be about', () => {
  it('are found and named by whoever may read plans', async () => {
    const [duty] = await publicityMeans.findTargets(writing('plan.read'), 'duty', '-');
    expect(duty?.kind).toBe('duty');
    expect(await publicityMeans.nameTarget(writing('plan.read'), 'duty', duty?.target ?? '')).toBe(duty?.name);
  });

  it('are none for whoever may not', async () => {
    const [duty] = await publicityMeans.findTargets(writing('plan.read'), 'duty', '-');
    if (!duty) throw new Error('no duty to ask for');
    expect(await publicityMeans.findTargets(writing(), 'duty', '-')).toEqual([]);
    expect(await publicityMeans.nameTarget(writing(), 'duty', duty.target)).toBeUndefined();
  });
});

describe('records that an article can be about', () => {
  it('are found and named by whoever may see the registers, and by nobody else', async () => {
    const values = filedGroup('合唱队', '410402001001');
    const { id } = await createRecord(operator, productRegisters, 'organizations', values);
    for (const [context, targets, name] of [
      [writing('evidence.read'), [String(id)], '合唱队'],
      [writing(), [], undefined],
    ] as const) {
      expect((await publicityMeans.findTargets(context, 'organization', '合唱')).map(({ target }) => target)).toEqual(targets);
      expect(await publicityMeans.nameTarget(context, 'organization', String(id))).toBe(name);
    }
  });
});
