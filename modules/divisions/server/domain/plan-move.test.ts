import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DivisionLevel, isWithin, rangeOf } from '#shared/division-code.ts';
import type { DivisionNode } from './division.ts';
import { planCreate } from './plan-changes.ts';
import { planMerge, planMove, planSplit, type Subtree } from './plan-move.ts';
import type { TreeChange } from './tree-change.ts';

function node(key: number, level: DivisionLevel, parent: number, name = `${key}`): DivisionNode {
  const isCommunity = level === 'community';
  return {
    key,
    level,
    parent,
    name,
    shortName: name,
    kind: isCommunity ? 'rural' : null,
    committeeKind: isCommunity ? '村' : null,
    counted: true,
    alsoCounty: false,
    officialCodes: [key],
  };
}
const county = node(410_402_000_000, 'county', 410_400_000_000, '新华区');
const other = node(410_403_000_000, 'county', 410_400_000_000, '卫东区');
const town = (key: number, numbers: readonly number[], parent = county.key): Subtree => [
  node(key, 'township', parent),
  ...numbers.map((number) => node(key + number, 'community', key)),
];
const keysOf = (change: TreeChange) => change.created.map((entry) => entry.node.key);
const movesOf = (change: TreeChange) => [...change.moves];

describe('planMove', () => {
  it('carries a township with its communities to another district under the same numbers', () => {
    const change = planMove(town(410_402_001_000, [1, 200]), other, undefined, new Set());
    expect(keysOf(change)).toEqual([410_403_001_000, 410_403_001_001, 410_403_001_200]);
    expect(change.created[2]?.node).toMatchObject({ parent: 410_403_001_000, officialCodes: [410_402_001_200], kind: 'rural' });
    expect(movesOf(change)).toEqual([
      [410_402_001_000, 410_403_001_000],
      [410_402_001_001, 410_403_001_001],
      [410_402_001_200, 410_403_001_200],
    ]);
  });

  it('takes a number of the platform where the same number is in use', () => {
    expect(keysOf(planMove(town(410_402_001_000, [1]), other, undefined, new Set([410_403_001_000])))).toEqual([410_403_600_000, 410_403_600_001]);
  });

  it('takes the official code it is given, and only a free one within the new district', () => {
    const change = planMove(town(410_402_001_000, [1]), other, '410403009000', new Set());
    expect(change.created.map((entry) => entry.node.officialCodes)).toEqual([[410_403_009_000], [410_403_009_001]]);
    expect(() => planMove(town(410_402_001_000, []), other, '410403009000', new Set([410_403_009_000]))).toThrow('已被');
    expect(() => planMove(town(410_402_001_000, []), other, '410402009000', new Set())).toThrow('不在');
    expect(() => planMove(town(410_402_001_000, []), other, '410403009001', new Set())).toThrow('不在');
  });

  it('refuses a division above of the wrong level, and a move to where it is', () => {
    expect(() => planMove(town(410_402_001_000, []), node(410_402_002_000, 'township', county.key), undefined, new Set())).toThrow('街道');
    expect(() => planMove(town(410_402_001_000, []), county, undefined, new Set())).toThrow('没有不同');
  });

  it('puts a county directly below a province where such counties have their codes', () => {
    const province = node(410_000_000_000, 'province', 0);
    expect(keysOf(planMove([county], province, undefined, new Set()))).toEqual([419_002_000_000]);
  });
});

describe('planMerge', () => {
  const stays = node(410_402_002_000, 'township', county.key);

  it('ends the merged divisions and carries what lies below into the one that stays', () => {
    const change = planMerge([town(410_402_001_000, [1, 2]), town(410_402_003_000, [1])], { stays }, new Set([stays.key, stays.key + 1]));
    expect(change.closed.map((closed) => closed.key)).toEqual([410_402_001_000, 410_402_001_001, 410_402_001_002, 410_402_003_000, 410_402_003_001]);
    expect(keysOf(change)).toEqual([410_402_002_600, 410_402_002_002, 410_402_002_601]);
    expect(change.moves.get(410_402_003_000)).toBe(stays.key);
  });

  it('may make a new division for them', () => {
    const change = planMerge(
      [town(410_402_001_000, []), town(410_402_003_000, [])],
      { unit: { name: '新设街道', code: '410402009000' }, parent: county },
      new Set(),
    );
    expect(keysOf(change)).toEqual([410_402_009_000]);
    expect(change.successions.map((entry) => [entry.predecessor, entry.successor, entry.position])).toEqual([
      [410_402_001_000, 410_402_009_000, 0],
      [410_402_003_000, 410_402_009_000, 1],
    ]);
  });

  it('refuses a division merged into itself, and divisions of two levels', () => {
    expect(() => planMerge([[stays]], { stays }, new Set())).toThrow('重复');
    expect(() => planMerge([[county]], { stays }, new Set())).toThrow('区县级');
  });

  it('never gives one key to two divisions', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 599 }), { maxLength: 30 });
    fc.assert(
      fc.property(numbers, numbers, numbers, (one, two, three) => {
        const taken = new Set([stays.key, ...three.map((number) => stays.key + number)]);
        const keys = keysOf(planMerge([town(410_402_001_000, one), town(410_402_003_000, two)], { stays }, taken));
        expect(new Set(keys).size).toBe(one.length + two.length);
        expect(keys.every((key) => !taken.has(key) && isWithin(key, rangeOf(stays.key, 'township')))).toBe(true);
      }),
    );
  });
});

describe('planSplit', () => {
  const subtree = town(410_402_001_000, [1, 2, 3]);

  it('leaves the children that no part names with the division that remains', () => {
    const change = planSplit(subtree, true, [{ unit: { name: '新街道' }, children: [410_402_001_002] }], county, new Set());
    expect(change.closed.map((closed) => closed.key)).toEqual([410_402_001_002]);
    expect(keysOf(change)).toEqual([410_402_600_000, 410_402_600_002]);
    expect(movesOf(change)).toEqual([[410_402_001_002, 410_402_600_002]]);
  });

  it('sends the records of a division that ends to the first part', () => {
    const change = planSplit(
      [subtree[0]],
      false,
      [
        { unit: { name: '甲街道' }, children: [] },
        { unit: { name: '乙街道' }, children: [] },
      ],
      county,
      new Set(),
    );
    expect(movesOf(change)).toEqual([[410_402_001_000, 410_402_600_000]]);
    expect(change.successions.map((entry) => entry.successor)).toEqual([410_402_600_000, 410_402_601_000]);
  });

  it('wants a place for every child of a division that ends', () => {
    expect(() => planSplit(subtree, false, [{ unit: { name: '甲街道' }, children: [410_402_001_001] }], county, new Set())).toThrow('没有写明');
    expect(() => planSplit(subtree, true, [{ unit: { name: '甲街道' }, children: [410_403_001_001] }], county, new Set())).toThrow('街道');
  });
});

describe('planCreate', () => {
  const street = node(410_402_001_000, 'township', county.key);

  it('tells the committee by the code', () => {
    expect(planCreate(street, { name: '新社区居委会', code: '410402001009', counted: true }, new Set()).created[0]?.node).toMatchObject({
      committeeKind: '居',
      kind: 'urban',
      shortName: '新社区',
    });
  });

  it('asks for the committee where there is no code', () => {
    expect(() => planCreate(street, { name: '新社区', counted: true }, new Set())).toThrow('居委会还是村委会');
    expect(planCreate(street, { name: '新社区', committeeKind: '类居', counted: true }, new Set()).created[0]?.node).toMatchObject({
      key: 410_402_001_600,
      kind: 'urban',
      officialCodes: [],
    });
  });

  it('makes what lies next below', () => {
    const level = (parent: DivisionNode, code: string) => planCreate(parent, { name: '某地', code, counted: true }, new Set()).created[0]?.node.level;
    const province = node(410_000_000_000, 'province', 0);
    expect([level(province, '419900000000'), level(province, '419099000000'), level(county, '410402009000')]).toEqual(['city', 'county', 'township']);
  });
});
