import { describe, expect, it } from 'vitest';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { spanOf } from '#engines/indicators/world.ts';
import { inTransaction } from '#platform/db/database.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { SMALL_MEASURES } from '#tests/support/small-measures.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import {
  CITY,
  EAST,
  EAST_STREET,
  EAST_TOWN,
  PLACEHOLDER,
  SMALL_TREE,
  STREET_URBAN,
  TOWN_RURAL,
  URBAN_OF_EAST,
  WEST,
  WEST_STREET,
  WEST_URBAN,
  ZONE,
} from '#tests/support/small-world.ts';
import { checkFigures } from './commands/check-figures.ts';
import { ensureMeasures } from './commands/ensure-measures.ts';
import { listMeasures } from './measure-store.ts';
import { openFigures } from './queries/open-figures.ts';

const { db } = await createTestDatabase();
const context = productContext(db, { now: '2023-11-20T04:00:00.000Z' });
const { facts } = context.platform;
await loadSmallTree(context);
await inTransaction(db, (tx) =>
  ensureMeasures(
    tx,
    facts,
    SMALL_MEASURES.map(({ definition }) => definition),
    context.now,
  ),
);
const ids = (await listMeasures(db)).map((measure) => measure.id);
const indexOf = (name: string) => SMALL_MEASURES.findIndex((measure) => measure.name === name);

const [, URBAN_2 = 0] = STREET_URBAN;
const [RURAL_1 = 0, RURAL_2 = 0] = TOWN_RURAL;
const HOMES = [EAST_STREET, URBAN_OF_EAST, URBAN_2, PLACEHOLDER, EAST_TOWN, RURAL_1, RURAL_2, WEST_STREET, WEST_URBAN];
await record(
  context,
  'organizations',
  HOMES.flatMap((div, place) =>
    Array.from({ length: 3 + (place % 3) }, (_, index) => ({
      div,
      name: `组织${index}`,
      established_on: `202${1 + (index % 3)}-0${1 + place}-10`,
      is_hub: index === 1,
      is_charity: index === 2,
      ended_on: index === 3 ? '2023-05-01' : null,
    })),
  ),
);
await record(
  context,
  'designations',
  HOMES.map((div, index) => ({ div, kind: index % 2 ? '观察点' : '品牌组织', object_name: '甲', designated_on: '2022-03-01' })),
);
await record(
  context,
  'trainings',
  [EAST, WEST, CITY].map((div, index) => ({ div, started_on: `202${1 + index}-04-01`, participants: 7 + index, host_level: div === CITY ? '市' : '区' })),
);
await record(
  context,
  'hand_ins',
  [EAST, WEST].map((div) => ({ div, kind: '年度报告', period: '2022', handed_in_on: '2022-12-01' })),
);
await record(context, 'pairing_sides', [{ div: EAST, partner_div: WEST, pairing_id: 1, side: 'a', kind: '区域结对', started_on: '2022-01-01' }]);

const UNITS = SMALL_TREE.map((unit) => unit.key);
const DAYS = ['2021-12-31', '2022-12-31', '2023-05-01', '2023-06-30'];

/** Figures and failing units of all places on a day. */
async function picture(places: readonly number[], day: string, boundariesOf?: string) {
  const pictures = await Promise.all(
    places.map(async (place) => {
      const reader = await openFigures(db, facts, { measureIds: ids, range: spanOf(place), ...(boundariesOf ? { boundariesOf } : {}) });
      const samples = await reader.failingSamples(ids, day);
      return [place, (await reader.figuresOn(ids, [day])).flat(), ids.map((id) => samples.get(id))] as const;
    }),
  );
  return pictures;
}

const code = (key: number) => String(key).padStart(12, '0');
const reason = '测试变更';

describe('figures within the boundaries of their day', () => {
  it('stay what they were, whatever becomes of the divisions', async () => {
    const before = new Map<string, Awaited<ReturnType<typeof picture>>>();
    for (const day of DAYS) before.set(day, await picture([0, ...UNITS], day));
    const operations = [
      { kind: 'merge', onDay: '2023-07-01', reason, codes: [code(URBAN_2)], into: code(URBAN_OF_EAST) },
      { kind: 'move', onDay: '2023-07-02', reason, code: code(EAST_TOWN), to: code(WEST) },
      {
        kind: 'split',
        onDay: '2023-07-03',
        reason,
        code: code(WEST_URBAN),
        remains: false,
        parts: [
          { name: '西一社区', children: [] },
          { name: '西二社区', children: [] },
        ],
      },
      { kind: 'reclassify', onDay: '2023-07-04', reason, code: code(URBAN_OF_EAST), urbanRural: 'rural' },
      { kind: 'reclassify', onDay: '2023-07-05', reason, code: code(ZONE), counted: true },
      { kind: 'merge', onDay: '2023-07-06', reason, codes: [code(WEST)], into: code(EAST) },
    ] as const;
    // the partner of a pairing is known as today's unit only, so a merger of the partners makes it its own
    const partnered = indexOf('partnered');
    for (const operation of operations) {
      await carryOutOperation(context, operation as never);
      const without = operation.onDay === '2023-07-06' ? partnered : -1;
      const compared = (pictures: Awaited<ReturnType<typeof picture>>) =>
        pictures.map(([place, figures, samples]) => [place, figures.filter((_, index) => index !== without), samples.filter((_, index) => index !== without)]);
      for (const day of DAYS) expect(compared(await picture([0, ...UNITS], day, day))).toEqual(compared(before.get(day) ?? []));
    }
    expect((await checkFigures(context)).drift).toEqual([]);
  }, 120_000);

  it('differ from those within the boundaries of today, where the same records lie in other units', async () => {
    const groupsIn = async (place: number, boundariesOf?: string) => (await picture([place], '2023-06-30', boundariesOf))[0]?.[1][indexOf('groups')]?.numerator;
    const all = await groupsIn(CITY);
    expect(await groupsIn(CITY, '2023-06-30')).toBe(all);
    expect([await groupsIn(EAST), await groupsIn(WEST)]).toEqual([all, 0]);
    const [east, west] = [await groupsIn(EAST, '2023-06-30'), await groupsIn(WEST, '2023-06-30')];
    expect((east ?? 0) + (west ?? 0)).toBe(all);
    expect(west).toBeGreaterThan(0);
    const townships = async (boundariesOf?: string) =>
      (await picture([CITY], '2023-06-30', boundariesOf))[0]?.[1][indexOf('groupsPerUrbanCommunity')]?.denominator;
    expect([await townships('2023-06-30'), await townships()]).toEqual([3, 2]);
  });

  it('on a day between two changes know the first and not the second', async () => {
    const denominator = async (day: string) => (await picture([CITY], day, day))[0]?.[1][indexOf('groupsPerUrbanCommunity')]?.denominator;
    expect([await denominator('2023-06-30'), await denominator('2023-07-01'), await denominator('2023-07-03'), await denominator('2023-07-04')]).toEqual([
      3, 2, 3, 2,
    ]);
    const counties = async (day: string) => (await picture([CITY], day, day))[0]?.[1][indexOf('partnered')]?.denominator;
    expect([await counties('2023-07-04'), await counties('2023-07-05'), await counties('2023-07-06')]).toEqual([2, 3, 2]);
  });
});
