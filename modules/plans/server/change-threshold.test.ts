import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { URBAN_OF_EAST } from '#tests/support/small-world.ts';
import { changeThreshold } from './commands/change-threshold.ts';
import { loadPlanFile } from './commands/load-plan-files.ts';
import { getPlanVersion } from './plan-store.ts';
import { getPlan } from './queries/get-plan.ts';
import { getProgress, progressOfVersion } from './queries/get-progress.ts';

const TEXT = readFileSync(new URL('fixtures/qingqu-2026.yaml', import.meta.url), 'utf8');
const { db } = await createTestDatabase();
const context = productContext(db, { now: '2027-03-15T04:00:00.000Z' });
await loadSmallTree(context);
await loadPlanFile(context, 'qingqu-2026.yaml', TEXT);
await record(context, 'designations', [{ div: URBAN_OF_EAST, kind: '示范点', object_name: '一号', designated_on: '2026-05-01' }]);

const CHANGE = { plan: 'qingqu-2026', target: 'QQ-Q03', threshold: 1, reason: '年中调整', baseVersion: 3 };

async function sites() {
  const { targets } = await getProgress(context, { plan: 'qingqu-2026' });
  const found = targets.find((target) => target.id === 'QQ-Q03');
  return [found?.threshold, found?.met, found?.deadline];
}

describe('changing a threshold', () => {
  it.each([
    ['of a milestone', { target: 'QQ-Q12' }],
    ['of several parts', { target: 'QQ-Q09' }],
    ['of a share above 1', { target: 'QQ-Q02', threshold: 30 }],
    ['to nothing', { threshold: 0 }],
    ['to a negative number', { threshold: -1 }],
    ['with a deadline outside the plan', { deadline: '2029-01-01' }],
  ])('is refused %s', async (_name, wrong) => {
    await expect(changeThreshold(context, { ...CHANGE, ...wrong })).rejects.toMatchObject({ code: 'THRESHOLD_INVALID' });
    expect(await sites()).toEqual([4, false, '2027-06-30']);
  });

  it('is refused for a target that is not there', async () => {
    await expect(changeThreshold(context, { ...CHANGE, target: 'QQ-Q99' })).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND' });
    await expect(changeThreshold(context, { ...CHANGE, plan: 'nowhere-2026' })).rejects.toMatchObject({ code: 'PLAN_NOT_FOUND' });
  });

  it('makes a new version with its reason and keeps the old one readable', async () => {
    expect(await changeThreshold(context, { ...CHANGE, deadline: '2028-06-30' })).toEqual({ version: 4 });
    expect(await sites()).toEqual([1, true, '2028-06-30']);
    const old = await getPlanVersion(db, 'qingqu-2026', 3);
    const before = await progressOfVersion(context, old, { plan: 'qingqu-2026' });
    expect(before.targets.find((target) => target.id === 'QQ-Q03')).toMatchObject({ threshold: 4, met: false, deadline: '2027-06-30', value: 1 });
    const { plan, versions } = await getPlan(context, 'qingqu-2026');
    expect(plan.targets.find((target) => target.id === 'QQ-Q03')?.thresholdBasis).toBe('setting');
    expect(versions.map(({ version, reason, inForce }) => [version, reason, inForce])).toEqual([
      [4, '年中调整', true],
      [3, '首次载入程序自带的方案', false],
    ]);
  });

  it('is refused when somebody else was faster', async () => {
    await expect(changeThreshold(context, CHANGE)).rejects.toMatchObject({ code: 'PLAN_VERSION_CONFLICT' });
  });

  it('survives the next start, until the file itself has a new edition', async () => {
    expect(await loadPlanFile(context, 'qingqu-2026.yaml', TEXT)).toBe(false);
    expect(await sites()).toEqual([1, true, '2028-06-30']);
    expect(await loadPlanFile(context, 'qingqu-2026.yaml', `${TEXT}\n# 新版\n`)).toBe(true);
    expect(await sites()).toEqual([4, false, '2027-06-30']);
    expect((await getPlan(context, 'qingqu-2026')).version).toBe(5);
  });
});
