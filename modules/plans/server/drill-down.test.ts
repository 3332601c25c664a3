import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grantsOf } from '#platform/access/actor.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { change, loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { CITY, EAST, EAST_STREET, EAST_TOWN, STREET_URBAN, TOWN_RURAL, URBAN_OF_EAST, WEST, WEST_STREET, WEST_URBAN } from '#tests/support/small-world.ts';
import { lastDayOfMonth } from '#shared/day.ts';
import type { Page } from '#shared/page.ts';
import { loadPlanFile } from './commands/load-plan-files.ts';
import { getProgress } from './queries/get-progress.ts';
import { getTargetTrend } from './queries/get-target-trend.ts';
import { listGaps } from './queries/list-gaps.ts';
import { listTargetChanges } from './queries/list-target-changes.ts';
import { listTargetChildren } from './queries/list-target-children.ts';
import { listTargetRecords } from './queries/list-target-records.ts';
import { listTargetUnits } from './queries/list-target-units.ts';

const PLAN = 'qingqu-2026';
const code = (key: number) => String(key).padStart(12, '0');
const [, URBAN_2 = 0] = STREET_URBAN;
const [RURAL_1 = 0, RURAL_2 = 0] = TOWN_RURAL;
const COMMUNITIES = [URBAN_OF_EAST, URBAN_2, RURAL_1, RURAL_2, WEST_URBAN];

const { db } = await createTestDatabase();
const context = productContext(db, { now: '2027-08-20T04:00:00.000Z' });
await loadSmallTree(context);
// a wide formula as well: a city whose counties must each have a site
const TEXT = readFileSync(new URL('fixtures/qingqu-2026.yaml', import.meta.url), 'utf8');
await loadPlanFile(
  context,
  'qingqu-2026.yaml',
  TEXT.replace('units: { level: county }\n      having: { count: { facts: trainings', 'units: { level: city }\n      having: { count: { facts: trainings'),
);

const day = (index: number) => `2026-${String(3 + (index % 9)).padStart(2, '0')}-${String(1 + ((index * 7) % 27)).padStart(2, '0')}`;
await record(
  context,
  'organizations',
  COMMUNITIES.flatMap((div, place) =>
    Array.from({ length: 4 + 5 * place }, (_, index) => ({
      div,
      name: `组织${index}`,
      established_on: day(index + place),
      is_hub: index % 4 === 0,
      is_charity: index % 5 === 0,
    })),
  ),
);
await record(
  context,
  'designations',
  COMMUNITIES.map((div, index) => ({ div, kind: '示范点', object_name: '点', designated_on: day(index) })),
);
await record(
  context,
  'trainings',
  [EAST, EAST_STREET, WEST].map((div, index) => ({ div, started_on: day(index), participants: 11 * index })),
);
await record(
  context,
  'activities',
  COMMUNITIES.flatMap((div) =>
    Array.from({ length: 6 }, (_, index) => ({ div, theme: index % 2 ? '邻里守望' : '共创平安', started_on: day(index * 2), name: `活动${index}` })),
  ),
);
const pilots = await record(
  context,
  'party_organizations',
  COMMUNITIES.slice(0, 4).map((div, index) => ({ div, kind: '联合支部', established_on: day(index) })),
);
await record(
  context,
  'facility_coverages',
  COMMUNITIES.slice(1, 3).map((div, index) => ({ div, facility_id: 7, kind: '农村养老设施', started_on: day(index) })),
);
await record(context, 'hand_ins', [{ div: EAST, kind: '年度报告', period: '2026', handed_in_on: '2026-11-20' }]);

async function walk<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<{ items: T[]; total: number | null }> {
  const items: T[] = [];
  let cursor: string | undefined;
  let total: number | null = null;
  do {
    const next = await page(cursor);
    expect(next.items.length).toBeLessThanOrEqual(3);
    items.push(...next.items);
    total ??= next.total;
    cursor = next.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { items, total };
}

const TARGETS = ['QQ-Q01', 'QQ-Q02', 'QQ-Q03', 'QQ-Q04', 'QQ-Q05', 'QQ-Q06', 'QQ-Q07', 'QQ-Q08', 'QQ-Q10', 'QQ-Q11'];
const PLACES = [CITY, EAST, EAST_TOWN, URBAN_OF_EAST, WEST_STREET];
const DAYS = ['2026-05-31', '2027-08-20'];
const CASES = TARGETS.flatMap((target) => PLACES.flatMap((place) => DAYS.map((asOf): [string, number, string] => [target, place, asOf])));

async function figureOf(target: string, place: number, asOf: string) {
  const { targets } = await getProgress(context, { plan: PLAN, division: code(place), asOf });
  const found = targets.find((one) => one.id === target);
  if (!found) throw new Error(target);
  return found;
}

describe('units behind a figure', () => {
  it.each(CASES)('of %s in %i on %s come to the same figure, page by page', async (target, place, asOf) => {
    const figure = await figureOf(target, place, asOf);
    const request = { plan: PLAN, target, division: code(place), asOf, limit: 3, withTotal: true };
    const all = await walk((cursor) => listTargetUnits(context, { ...request, filter: 'all', cursor }));
    expect(all.total).toBe(all.items.length);
    expect(all.items.reduce((sum, item) => sum + item.numerator, 0)).toBe(figure.numerator);
    expect(all.items.reduce((sum, item) => sum + (item.denominator ?? 0), 0)).toBe(figure.denominator ?? 0);
    const keys = all.items.map((item) => `${item.code} ${item.record?.id ?? ''}`);
    expect(keys).toEqual([...new Set(keys)]);
    expect(all.items.map((item) => item.code)).toEqual(all.items.map((item) => item.code).sort());
    const failing = await walk((cursor) => listTargetUnits(context, { ...request, filter: 'failing', cursor }));
    expect([failing.total, failing.items.length]).toEqual([figure.failing.count, figure.failing.count]);
    expect([...new Set(failing.items.map((item) => item.code))].slice(0, 10)).toEqual(figure.failing.sample);
    expect(failing.items.every((item) => item.lacking)).toBe(true);
    const fulfilled = await walk((cursor) => listTargetUnits(context, { ...request, filter: 'fulfilled', cursor }));
    expect(fulfilled.total).toBe(fulfilled.items.length);
  });
});

describe('records behind a figure', () => {
  it.each(CASES)('of %s in %i on %s are each listed once, with a true total and a name', async (target, place, asOf) => {
    const request = { plan: PLAN, target, division: code(place), asOf, limit: 3, withTotal: true };
    const { items, total } = await walk((cursor) => listTargetRecords(context, { ...request, cursor }));
    expect(total).toBe(items.length);
    const keys = items.map((item) => `${item.register} ${item.id} ${item.code}`);
    expect(keys).toEqual([...new Set(keys)]);
    expect(items.every((item) => item.begins <= asOf && (item.ends === null || item.ends > asOf))).toBe(true);
    // of records that are counted or averaged there are as many as the figure says
    const figure = ['QQ-Q01', 'QQ-Q03'].includes(target) ? (await figureOf(target, place, asOf)).numerator : total;
    expect(total).toBe(figure);
  });

  it('are found for a city that gathers them from its counties', async () => {
    const { items } = await listTargetRecords(context, { plan: PLAN, target: 'QQ-Q07', asOf: '2027-08-20', limit: 50, withTotal: false });
    expect(items.map((item) => [item.code, item.register])).toEqual([
      [code(EAST_STREET), '培训'],
      [code(WEST), '培训'],
    ]);
  });
});

describe('children of a figure', () => {
  it.each(TARGETS.filter((target) => target !== 'QQ-Q07').flatMap((target) => [CITY, EAST, EAST_STREET].map((place): [string, number] => [target, place])))(
    'of %s below %i are what each is when asked alone, best first',
    async (target, place) => {
      const { children } = await listTargetChildren(context, { plan: PLAN, target, division: code(place) });
      for (const child of children) {
        const alone = await figureOf(target, Number(child.code), '2027-08-20');
        const { value, numerator, denominator, met } = alone;
        expect(child).toMatchObject({ value, numerator, denominator, failing: alone.failing.count, met });
      }
      expect(children.map((child) => child.value ?? -1)).toEqual(children.map((child) => child.value ?? -1).sort((one, other) => other - one));
      const expected = { [CITY]: 3, [EAST]: 2, [EAST_STREET]: 3 }[place];
      expect(children).toHaveLength(expected ?? 0);
    },
  );
});

describe('trend', () => {
  it.each(['QQ-Q01', 'QQ-Q03', 'QQ-Q08'].flatMap((target) => [0, EAST, EAST_TOWN].map((place): [string, number] => [target, place])))(
    'of %s in %i is the figure of each month end, the day itself last',
    async (target, place) => {
      const division = place === 0 ? undefined : code(place);
      for (const asOf of ['2026-09-15', '2026-09-30']) {
        const { months } = await getTargetTrend(context, { plan: PLAN, target, division, asOf });
        expect(months.map(({ month }) => month)).toEqual([
          ...['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'].map((month) => lastDayOfMonth(`${month}-01`)),
          asOf,
        ]);
        for (const point of months) {
          const alone = await figureOf(target, place === 0 ? CITY : place, point.month);
          expect(point).toMatchObject({ numerator: alone.numerator, denominator: alone.denominator, value: alone.value });
        }
      }
    },
  );

  it('is empty before its start and refuses a day that is none', async () => {
    expect(await getTargetTrend(context, { plan: PLAN, target: 'QQ-Q01', asOf: '2026-02-01' })).toEqual({ months: [] });
    await expect(getTargetTrend(context, { plan: PLAN, target: 'QQ-Q01', from: 'soon' })).rejects.toMatchObject({ code: 'DAY_INVALID' });
    const long = await getTargetTrend(context, { plan: PLAN, target: 'QQ-Q01', from: '1900-01-01' });
    expect(long.months).toHaveLength(241);
  });
});

describe('changes of a month', () => {
  it('name the units that came to fulfil a target and those that no longer do', async () => {
    await change(context, 'party_organizations', pilots[0] ?? 0, { ended_on: '2027-08-10' });
    await record(context, 'party_organizations', [{ div: WEST_URBAN, kind: '联合支部', established_on: '2027-08-20' }]);
    const changes = await listTargetChanges(context, { plan: PLAN, target: 'QQ-Q10' });
    expect(changes).toMatchObject({ from: '2027-08-01', to: '2027-08-20', before: 2, after: 2, isCut: false });
    expect(changes.gained.map((unit) => unit.code)).toEqual([code(WEST_STREET)]);
    expect(changes.lost.map((unit) => unit.code)).toEqual([code(EAST_STREET)]);
    const inStreet = await listTargetChanges(context, { plan: PLAN, target: 'QQ-Q10', division: code(WEST_STREET) });
    expect([inStreet.before, inStreet.after, inStreet.gained.length]).toEqual([0, 1, 1]);
  });

  it('of an average name the units that now have enough', async () => {
    await record(
      context,
      'organizations',
      Array.from({ length: 30 }, (_, index) => ({ div: EAST_STREET, name: `新${index}`, established_on: '2027-07-31' })),
    );
    await record(
      context,
      'organizations',
      Array.from({ length: 6 }, (_, index) => ({ div: WEST_STREET, name: `新${index}`, established_on: '2027-08-02' })),
    );
    const { gained, lost } = await listTargetChanges(context, { plan: PLAN, target: 'QQ-Q01' });
    expect([gained.map((unit) => unit.code), lost]).toEqual([[code(WEST_STREET)], []]);
  });
});

describe('gap list', () => {
  it('names every failing unit of every target once, with what it lacks', async () => {
    const { targets } = await getProgress(context, { plan: PLAN });
    const expected = targets.reduce((sum, target) => sum + target.failing.count, 0);
    const { items, total } = await walk((cursor) => listGaps(context, { plan: PLAN, limit: 3, withTotal: true, cursor }));
    expect([items.length, total]).toEqual([expected, expected]);
    const keys = items.map((gap) => `${gap.targetId} ${gap.code} ${gap.name}`);
    expect(keys).toEqual([...new Set(keys)]);
    const sites = items.filter((gap) => gap.targetId === 'QQ-Q08');
    expect(sites.map(({ lacking, missing, responsible }) => [lacking, missing, responsible])[0]).toEqual([
      '应有不少于 1，现有 0，还差 1',
      1,
      `单位${code(EAST_STREET)}`,
    ]);
    const reports = items.filter((gap) => gap.targetId === 'QQ-Q11');
    expect(reports.map(({ lacking, missing }) => [lacking, missing])).toEqual([['缺 1 项：2026年', 1]]);
  });

  it('says what is at hand: the nearest platform and the groups close to counting, to those who see the registers', async () => {
    await record(context, 'platforms', [{ div: EAST, name: '东区孵化基地', kind: '孵化基地', level: '区', started_on: '2026-01-01' }]);
    await record(context, 'organizations', [{ div: URBAN_2, name: '待备案组织', tier: '台账', established_on: '2026-04-01' }]);
    const asked = { plan: PLAN, target: 'QQ-Q01', asOf: '2027-07-01', limit: 50, withTotal: false };
    const { items } = await listGaps(context, asked);
    const street = items.find((gap) => gap.code === code(EAST_STREET));
    expect(street?.help).toBe('本地有 1 个组织可引导备案；最近的支持平台：东区孵化基地（同一区县）');
    expect(items.find((gap) => gap.code === code(WEST_STREET))?.help).toBe('最近的支持平台：东区孵化基地（同市）');
    const onlooker = { ...context, actor: { ...context.actor, grants: grantsOf(['plan.read']) } };
    expect((await listGaps(onlooker, asked)).items.every(({ help }) => help === null)).toBe(true);
  });

  it('holds one target or one place when asked', async () => {
    const one = await listGaps(context, { plan: PLAN, target: 'QQ-Q08', limit: 50, withTotal: true });
    expect([...new Set(one.items.map((gap) => gap.targetId))]).toEqual(['QQ-Q08']);
    expect(one.total).toBe(one.items.length);
    const street = await listGaps(context, { plan: PLAN, division: code(EAST_STREET), limit: 50, withTotal: true });
    expect(street.total).toBe(street.items.length);
    expect(street.items.every((gap) => gap.code.startsWith('990102001'))).toBe(true);
  });
});

describe('asking for what is not there', () => {
  const request = { plan: PLAN, target: 'QQ-Q01' };
  it.each([
    ['a plan', { plan: 'none-2026' }, 'PLAN_NOT_FOUND'],
    ['a target', { target: 'QQ-Q77' }, 'TARGET_NOT_FOUND'],
    ['a milestone', { target: 'QQ-Q12' }, 'TARGET_HAS_NO_FIGURE'],
    ['a division', { division: '990199000000' }, 'DIVISION_UNKNOWN'],
    ['a code that nobody has, elsewhere', { division: '123456789012' }, 'DIVISION_OUTSIDE_PLAN'],
    ['a division outside the plan', { division: '990000000000' }, 'DIVISION_OUTSIDE_PLAN'],
    ['a day', { asOf: '2027-02-29' }, 'DAY_INVALID'],
  ])('%s is refused', async (_name, wrong, expected) => {
    await expect(listTargetChildren(context, { ...request, ...wrong })).rejects.toMatchObject({ code: expected });
  });
});
