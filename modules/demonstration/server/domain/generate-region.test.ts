import { describe, expect, it } from 'vitest';
import { generateRegion, type GenerationInput, scaleFor } from './generate-region.ts';
import { communitiesOf, type PlaceRow, type Region, regionsOf, shortName } from './places.ts';
import { REGISTERS } from './record.ts';

const SURNAMES: GenerationInput['surnames'] = [
  ['王', 90],
  ['李', 80],
  ['欧阳', 1],
];
const TODAY = '2026-11-21';

/** Twelve counties of two townships with ten communities each: half urban, half rural. */
function places(): PlaceRow[] {
  const row = (key: number, level: PlaceRow['level'], parent: number | null, name: string, more: Partial<PlaceRow> = {}): PlaceRow => ({
    key,
    level,
    parent,
    name,
    kind: null,
    counted: true,
    alsoCounty: false,
    ...more,
  });
  const rows = [row(0, 'nation', null, '全国'), row(41e10, 'province', 0, '河南省'), row(4104e8, 'city', 41e10, '平顶山市')];
  for (let county = 2; county < 14; county += 1) {
    const countyKey = 4104e8 + county * 1e6;
    rows.push(row(countyKey, 'county', 4104e8, `第${county}县`));
    for (let township = 1; township <= 2; township += 1) {
      const townshipKey = countyKey + township * 1e3;
      rows.push(row(townshipKey, 'township', countyKey, `第${township}街道办事处`));
      for (let community = 1; community <= 10; community += 1) {
        const kind = community % 2 ? 'urban' : 'rural';
        rows.push(row(townshipKey + community, 'community', townshipKey, `甲${community}${kind === 'urban' ? '社区居民委员会' : '村民委员会'}`, { kind }));
      }
    }
  }
  return rows;
}

function onlyRegion(): Region {
  const [region] = regionsOf(places());
  if (!region) throw new Error('no region');
  return region;
}

function generate(seed: number, more: Partial<GenerationInput> = {}) {
  return generateRegion({ seed, surnames: SURNAMES, scale: 1, today: TODAY, ...more }, onlyRegion());
}

describe('demonstration records of a region', () => {
  it('are the same for the same seed and others for another', () => {
    expect(generate(7)).toEqual(generate(7));
    expect(generate(7).organizations).not.toEqual(generate(8).organizations);
  });

  it('come in every register that the region has duties in', () => {
    const records = generate(1);
    expect(REGISTERS.filter((register) => records[register].length === 0)).toEqual(['extensions']);
  });

  it('hold nothing personal and no credit code', () => {
    const fields = new Set(
      Object.values(generate(1))
        .flat()
        .flatMap((record) => Object.keys(record)),
    );
    for (const field of ['leaderIdNumber', 'leaderPhone', 'idNumber', 'creditCode']) expect(fields).not.toContain(field);
  });

  it('say nothing about days to come, and are otherwise the same on an earlier day', () => {
    const early = generate(1, { today: '2022-06-30' });
    const days = Object.values(early)
      .flat()
      .flatMap((record) => Object.entries(record))
      .filter(([field]) => /On$|Since$/.test(field));
    expect(days.filter(([field, day]) => String(day) > '2022-06-30' && field !== 'endedOn')).toEqual([]);
    const names = new Set(generate(1).organizations.map((each) => `${each['div']}|${each['name']}`));
    expect(early.organizations.every((each) => names.has(`${each['div']}|${each['name']}`))).toBe(true);
  });

  it('name a group once in a place', () => {
    const names = generate(1).organizations.map((each) => `${each['div']}|${each['name']}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('have about the numbers asked for', () => {
    const region = onlyRegion();
    const scale = scaleFor([region], 20);
    const organizations = generate(3, { scale }).organizations.length;
    expect(organizations / communitiesOf(region).length).toBeGreaterThan(17);
    expect(organizations / communitiesOf(region).length).toBeLessThan(23);
  });
});

it('shortens the official names of communities and streets', () => {
  expect(['曙光社区居民委员会', '张庄村民委员会', '光明路居委会', '李庄村村民委员会', '曙光街街道办事处'].map(shortName)).toEqual([
    '曙光社区',
    '张庄村',
    '光明路社区',
    '李庄村',
    '曙光街街道',
  ]);
});
