import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type DivisionLevel, isWithin, keyOf, rangeOf } from '#shared/division-code.ts';
import { listPackedProvinces, readIrregular, readPackedProvince } from '../packed-divisions.ts';
import { buildTree, NATION, type OfficialRow } from './build-tree.ts';
import type { DivisionNode } from './division.ts';

const rows: OfficialRow[] = [];
const byKey = new Map<number, DivisionNode>([[0, NATION]]);

beforeAll(async () => {
  const irregular = await readIrregular();
  for (const province of await listPackedProvinces()) {
    const own = await readPackedProvince(province);
    rows.push(...own);
    for (const node of buildTree(own, irregular)) byKey.set(node.key, node);
  }
});

function below(code: string, level: DivisionLevel): DivisionNode[] {
  const owner = byKey.get(keyOf(code) ?? -1);
  if (!owner) throw new Error(`no division ${code}`);
  const range = rangeOf(owner.key, owner.level);
  return [...byKey.values()].filter((node) => node.level === level && isWithin(node.key, range));
}
const countedBelow = (code: string, level: DivisionLevel) => below(code, level).filter((node) => node.counted).length;
const namesOf = (nodes: readonly DivisionNode[]) => nodes.map((node) => node.name);

describe('the packed list', () => {
  it('holds the whole nation', () => {
    const count = (length: number) => rows.filter((row) => row.code.length === length).length;
    expect([2, 4, 6, 9, 12].map(count)).toEqual([31, 342, 2978, 41_352, 620_573]);
  });

  it.each([
    ['平顶山', '4104', 279, 2549, 0],
    ['广州', '4401', 1699, 1145, 7],
    ['深圳', '4403', 783, 0, 5],
    ['海南', '46', 677, 2514, 105],
  ])('holds the committees of %s by the rule of the code', (_name, code, residents, villages, others) => {
    const communities = below(code, 'community');
    const of = (kind: string) => communities.filter((node) => node.committeeKind === kind).length;
    expect([of('居'), of('村'), of('类居') + of('类村') + of('虚拟')]).toEqual([residents, villages, others]);
  });

  it.each([
    ['410402', 36, 31],
    ['410403', 34, 24],
    ['410404', 3, 23],
    ['410471', 3, 27],
    ['410472', 10, 37],
    ['410482', 28, 438],
    ['440111', 286, 118],
    ['440103', 201, 0],
    ['460105', 25, 70],
    ['460400', 80, 239],
  ])('divides %s into urban and rural communities', (code, urban, rural) => {
    const communities = below(code, 'community');
    expect(communities.filter((node) => node.committeeKind === '居')).toHaveLength(urban);
    expect(communities.filter((node) => node.committeeKind === '村')).toHaveLength(rural);
  });
});

describe('the tree of the platform', () => {
  it('has every key within its parent', () => {
    const astray = [...byKey.values()].filter((node) => {
      const parent = node.parent === null ? undefined : byKey.get(node.parent);
      return node.parent !== null && (!parent || !isWithin(node.key, rangeOf(parent.key, parent.level)));
    });
    expect(astray).toEqual([]);
  });

  it('lists every official code once', () => {
    const codes = [...byKey.values()].flatMap((node) => node.officialCodes);
    expect(new Set(codes).size).toBe(codes.length);
    // left out: 4 province-direct pseudo-cities, county rows of 东莞 中山 儋州 and 金门's township and village rows (all repeat a code)
    expect(rows.length - codes.length).toBe(4 + 3 + 2);
  });

  it('counts ten counties in 平顶山 and lists its two zones uncounted', () => {
    expect(below('4104', 'county')).toHaveLength(12);
    expect(countedBelow('4104', 'county')).toBe(10);
    expect(
      below('4104', 'county')
        .filter((node) => !node.counted)
        .map((node) => codeOf(node.key)),
    ).toEqual(['410471000000', '410472000000']);
    expect(below('410471', 'community').every((node) => node.counted)).toBe(true);
  });

  it('counts 11 districts and 176 streets and towns in 广州', () => {
    expect([countedBelow('4401', 'county'), countedBelow('4401', 'township'), below('4401', 'township').length]).toEqual([11, 176, 178]);
  });

  it('counts ten districts and 74 streets in 深圳', () => {
    expect([countedBelow('4403', 'county'), countedBelow('4403', 'township'), below('4403', 'township').length]).toEqual([10, 74, 79]);
  });

  it('gives 大鹏新区 keys of its own and keeps the official codes', () => {
    expect(namesOf(below('440390', 'township'))).toEqual(['葵涌街道', '大鹏街道', '南澳街道']);
    expect(byKey.get(440_390_000_000)).toMatchObject({ level: 'county', parent: 440_300_000_000, counted: true, officialCodes: [] });
    expect(byKey.get(440_390_009_000)).toMatchObject({ parent: 440_390_000_000, officialCodes: [440_307_009_000] });
    const communities = below('440390', 'community');
    expect(communities.length).toBeGreaterThan(20);
    expect(communities.every((node) => node.officialCodes[0] === node.key - 83_000_000)).toBe(true);
    expect(below('440307', 'community').length + communities.length).toBe(144);
  });

  it('puts the province-direct counties of 海南 under the province and leaves the pseudo-city out', () => {
    expect(byKey.has(469_000_000_000)).toBe(false);
    const direct = below('46', 'county').filter((node) => node.parent === 460_000_000_000);
    expect(direct).toHaveLength(15);
    expect(below('46', 'county').length + below('46', 'city').filter((node) => node.alsoCounty).length).toBe(27);
  });

  it('lists a city without counties once, its townships directly below', () => {
    expect([...byKey.values()].filter((node) => node.alsoCounty).map((node) => node.shortName)).toEqual(['东莞市', '中山市', '儋州市']);
    expect(below('460400', 'county')).toEqual([]);
    expect(below('460400', 'township').every((node) => node.parent === 460_400_000_000)).toBe(true);
  });

  it('keeps placeholders out of denominators and without a kind', () => {
    const placeholders = [...byKey.values()].filter((node) => node.committeeKind === '虚拟');
    expect(placeholders).toHaveLength(757 + 690);
    expect(placeholders.every((node) => !node.counted && node.kind === null)).toBe(true);
  });

  it('refuses rows whose parent is missing', async () => {
    const irregular = await readIrregular();
    expect(() => buildTree([{ code: '460105001', name: '秀英街道' }], irregular)).toThrow('no parent');
  });
});
