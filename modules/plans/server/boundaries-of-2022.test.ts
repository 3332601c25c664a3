/** Everything behind a figure, within the boundaries of 2022, before and after the real changes of 2023 (readings 1–6). */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { insertDivisions } from '#modules/divisions/server/division-store.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { productContext, record } from '#tests/support/small-registers.ts';
import { readYearOfChange } from '#tests/support/year-of-change.ts';
import { loadPlanFile } from './commands/load-plan-files.ts';
import { getProgress } from './queries/get-progress.ts';
import { getTargetTrend } from './queries/get-target-trend.ts';
import { listGaps } from './queries/list-gaps.ts';
import { listTargetChanges } from './queries/list-target-changes.ts';
import { listTargetChildren } from './queries/list-target-children.ts';
import { listTargetRecords } from './queries/list-target-records.ts';
import { listTargetUnits } from './queries/list-target-units.ts';

const THEN = '2022-12-31';
/** Guangzhou, 从化区, its 温泉镇 and 温泉社区 (440117103001 until 2023, 440117103007 since): shares, records one by one, lines. */
const GUANGZHOU = { plan: 'guangzhou-2021', targets: ['GZ-Q02', 'GZ-Q05', 'GZ-Q09'], places: ['440100000000', '440117000000', '440117103000', '440117103001'] };
/** 海口's 美兰区, 澄迈县 with five communities more, 五指山市 with a village ended and one begun, a renamed community: shares of communities. */
const HAINAN = { plan: 'hainan-2021', targets: ['HN-Q01', 'HN-Q02', 'HN-Q06'], places: ['460108000000', '469023000000', '469001100000', '460108003003'] };
const PLACES = [GUANGZHOU, HAINAN].flatMap(({ plan, targets, places }) => places.map((place) => ({ place, plan, targets })));
type Asked = (typeof PLACES)[number];

const { db } = await createTestDatabase();
const context = productContext(db, { now: '2023-11-20T04:00:00.000Z' });

async function pictureOf({ plan, targets, place: division }: Asked, boundaries: 'today' | 'then') {
  const pictures = [];
  for (const target of targets) {
    const asked = { plan, target, division, asOf: THEN, boundaries };
    const page = { limit: 200, withTotal: true };
    const progress = await getProgress(context, asked);
    pictures.push({
      target,
      figure: progress.targets.find(({ id }) => id === target),
      children: await listTargetChildren(context, asked),
      units: await everyPage((cursor) => listTargetUnits(context, { ...asked, ...page, cursor, filter: 'all' })),
      failing: await everyPage((cursor) => listTargetUnits(context, { ...asked, ...page, cursor, filter: 'failing' })),
      records: await everyPage((cursor) => listTargetRecords(context, { ...asked, ...page, cursor })),
      trend: await getTargetTrend(context, asked),
      changes: await listTargetChanges(context, asked),
      gaps: await everyPage((cursor) => listGaps(context, { ...asked, ...page, cursor })),
    });
  }
  return pictures;
}

async function everyPage<T>(read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null; total: number | null }>) {
  const items: T[] = [];
  let total: number | null = null;
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    total ??= page.total;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return { items, total };
}

type Picture = Awaited<ReturnType<typeof pictureOf>>;
const before = new Map<Asked, Picture>();

beforeAll(async () => {
  const { tree2022, operations } = await readYearOfChange(['44', '46']);
  await inTransaction(db, async (tx) => {
    await insertDivisions(tx, tree2022, '2022 年统计用区划代码');
    await context.platform.facts.changed(tx, {
      sets: ['divisions'],
      districts: [...new Set(tree2022.map(({ key }) => districtOf(key)))],
      today: context.today,
    });
  });
  for (const file of ['guangzhou-2021.yaml', 'hainan-2021.yaml']) {
    await loadPlanFile(context, file, await readFile(new URL(`../../../plans/${file}`, import.meta.url), 'utf8'));
  }
  const homes = [440_117_103_001, 440_117_103_002, 440_103_000_000, 469_023_101_001, 469_001_100_201, 460_108_003_003];
  await record(
    context,
    'organizations',
    homes.flatMap((div) => [0, 1, 2].map((index) => ({ div, name: `组织${index}`, established_on: `2022-0${index + 2}-10`, is_hub: index === 1 }))),
  );
  await record(
    context,
    'designations',
    homes.map((div, index) => ({ div, kind: index % 2 ? '示范点' : '品牌组织', object_name: '甲', designated_on: '2022-12-05' })),
  );
  for (const asked of PLACES) before.set(asked, await pictureOf(asked, 'then'));
  for (const operation of operations) await carryOutOperation(context, operation);
}, 300_000);

vi.setConfig({ testTimeout: 120_000 });

/** An operation moves records' own place; how a record is named and numbered stays. */
describe('within the boundaries of 2022', () => {
  it.each(PLACES)('everything behind the figures of $place is what it was', async (asked) => {
    expect(await pictureOf(asked, 'then')).toEqual(before.get(asked));
  });

  it('lists, totals and figures agree', () => {
    for (const [{ place }, picture] of before) {
      for (const { figure, children, units, failing } of picture) {
        expect(units.items.length).toBe(units.total ?? units.items.length);
        expect(failing.items.length).toBe(failing.total);
        // a township is a unit itself, and none of its children
        if (figure?.id !== 'GZ-Q02' || place.endsWith('103000') || !place.endsWith('000')) continue;
        expect(children.children.reduce((all, child) => all + child.numerator, 0)).toBe(figure.numerator);
      }
    }
  });

  it('differs from today: another code, former names, and communities that did not exist', async () => {
    const unitsOf = (target: string, division: string, boundaries: 'today' | 'then') => {
      const asked = { plan: 'hainan-2021', target, division, asOf: THEN, boundaries, filter: 'all', limit: 50, withTotal: true } as const;
      return everyPage((cursor) => listTargetUnits(context, { ...asked, cursor }));
    };
    const both = async <T>(read: (boundaries: 'today' | 'then') => Promise<T>) => [await read('then'), await read('today')];
    expect(await both(async (boundaries) => (await unitsOf('HN-Q06', '469023000000', boundaries)).total)).toSatisfy(
      ([then, today]: number[]) => (today ?? 0) - (then ?? 0) === 5,
    );
    const codes = async (boundaries: 'today' | 'then') => (await unitsOf('HN-Q06', '469001100000', boundaries)).items.map(({ code }) => code);
    const [then = [], today = []] = await both(codes);
    expect([then.includes('469001100211'), then.includes('469001100216')]).toEqual([true, false]);
    expect([today.includes('469001100211'), today.includes('469001100216')]).toEqual([false, true]);
    expect(await both(async (boundaries) => (await unitsOf('HN-Q06', '460108003003', boundaries)).items.map(({ name }) => name))).toEqual([
      ['龙文社区'],
      ['龙文坊社区'],
    ]);
    const recordsOf = async (boundaries: 'today' | 'then') =>
      (
        await listTargetRecords(context, {
          plan: 'guangzhou-2021',
          target: 'GZ-Q02',
          division: '440117103000',
          asOf: THEN,
          boundaries,
          limit: 9,
          withTotal: false,
        })
      ).items.map(({ code }) => code);
    expect(await both(recordsOf)).toEqual([
      ['440117103001', '440117103002'],
      ['440117103002', '440117103007'],
    ]);
  });
});
