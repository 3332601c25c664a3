import { describe, expect, it } from 'vitest';
import {
  CITY,
  EAST,
  EAST_STREET,
  EAST_TOWN,
  type FactLine,
  PLACEHOLDER,
  SMALL_TREE,
  STREET_URBAN,
  TOWN_RURAL,
  WEST,
  WEST_STREET,
  WEST_URBAN,
  worldOf,
  ZONE,
} from '#tests/support/small-world.ts';
import { type Condition, type FigureFormula, figureFormulaSchema } from './formula.ts';
import { judge } from './judge.ts';
import { valueAt } from './timeline.ts';
import type { Unit } from './world.ts';

const [URBAN_1 = 0, URBAN_2 = 0] = STREET_URBAN;
const [RURAL_1 = 0, RURAL_2 = 0] = TOWN_RURAL;

/** Numerator, denominator and the divisions that fail on a day. */
function figureOn(formula: FigureFormula, facts: Record<string, FactLine[]>, day: string, units: readonly Unit[] = SMALL_TREE) {
  const judgements = judge(worldOf(facts, units), figureFormulaSchema.parse(formula), []);
  const sum = (part: 'numerator' | 'denominator') => judgements.reduce((total, judgement) => total + valueAt(judgement[part], day), 0);
  const failing = judgements.filter((judgement) => valueAt(judgement.failing, day) > 0).map((judgement) => judgement.div);
  return [sum('numerator'), sum('denominator'), failing];
}

const atLeast = (count: number, selection: object = {}): Condition => ({ count: { facts: 'groups', ...selection }, atLeast: count }) as Condition;
const share = (units: object, having: Condition): FigureFormula => ({ kind: 'share', units, having }) as FigureFormula;
const groups = (...lines: FactLine[]) => ({ groups: lines });

describe('share of units', () => {
  const townships = share({ level: 'township' }, atLeast(2));

  it.each([
    ['one below the number', ['2021-01-01'], 0],
    ['at the number', ['2021-01-01', '2021-01-01'], 1],
    ['one above the number', ['2021-01-01', '2021-01-01', '2021-01-01'], 1],
  ])('judges a unit %s', (_name, times, fulfilled) => {
    const [numerator, denominator, failing] = figureOn(townships, groups(...times.map((time) => ({ at: URBAN_1, time }))), '2021-06-30');
    expect([numerator, denominator]).toEqual([fulfilled, 3]);
    expect(failing).toEqual(fulfilled ? [EAST_TOWN, WEST_STREET] : [EAST_STREET, EAST_TOWN, WEST_STREET]);
  });

  it.each([
    ['2021-12-31', 0],
    ['2022-01-01', 1],
    ['2022-01-02', 1],
    ['2022-06-29', 1],
    ['2022-06-30', 0],
    ['2022-07-01', 0],
  ])('counts a state from its first day until the day before its end: %s', (day, fulfilled) => {
    expect(figureOn(share({ level: 'county' }, atLeast(1)), groups({ at: URBAN_1, time: '2022-01-01..2022-06-30' }), day)[0]).toBe(fulfilled);
  });

  it('never counts a state that ends on the day it begins', () => {
    const facts = groups({ at: URBAN_1, time: '2022-01-01..2022-01-01' });
    for (const day of ['2021-12-31', '2022-01-01', '2022-01-02']) expect(figureOn(share({ level: 'county' }, atLeast(1)), facts, day)[0]).toBe(0);
  });

  it('counts an object recorded twice once, and without a break while either record is in force', () => {
    const facts = groups({ at: URBAN_1, time: '2021-01-01..2021-06-01', subject: 'a' }, { at: URBAN_1, time: '2021-03-01', subject: 'a' });
    expect(figureOn(townships, facts, '2021-04-01')[0]).toBe(0);
    expect(figureOn(share({ level: 'township' }, atLeast(1)), facts, '2021-07-01')[0]).toBe(1);
  });

  it('keeps uncounted units out of the denominator, though what lies in them counts above', () => {
    const facts = groups({ at: PLACEHOLDER, time: '2021-01-01' }, { at: ZONE, time: '2021-01-01' });
    expect(figureOn(share({ level: 'community' }, atLeast(1)), facts, '2021-06-30').slice(0, 2)).toEqual([0, 5]);
    expect(figureOn(share({ level: 'county' }, atLeast(1)), facts, '2021-06-30')).toEqual([1, 2, [WEST]]);
    expect(figureOn(share({ level: 'city' }, atLeast(2)), facts, '2021-06-30').slice(0, 2)).toEqual([1, 1]);
  });

  it('asks only townships that hold a rural community', () => {
    const formula = share({ level: 'township', holding: { level: 'community', kind: 'rural' } }, atLeast(1));
    expect(figureOn(formula, groups({ at: EAST_TOWN, time: '2021-01-01' }), '2021-06-30')).toEqual([1, 1, []]);
  });

  it('asks only the named units, and only those below a division', () => {
    const facts = groups({ at: WEST, time: '2021-01-01' });
    expect(figureOn({ kind: 'named', units: { level: 'county', only: [String(WEST)] }, having: atLeast(1) } as FigureFormula, facts, '2021-06-30')).toEqual([
      1,
      1,
      [],
    ]);
    expect(figureOn(share({ level: 'county', within: String(EAST) }, atLeast(1)), facts, '2021-06-30')).toEqual([0, 1, [EAST]]);
  });

  it('takes a city without counties as one county', () => {
    const city: Unit = { key: 990500000000, level: 'city', kind: null, counted: true, alsoCounty: true };
    const facts = groups({ at: 990500100000, time: '2021-01-01' });
    for (const level of ['city', 'county']) expect(figureOn(share({ level }, atLeast(1)), facts, '2021-06-30', [city])).toEqual([1, 1, []]);
  });
});

describe('where facts lie', () => {
  it('tells facts at the unit itself from facts within it', () => {
    const facts = groups({ at: EAST_STREET, time: '2021-01-01' }, { at: WEST_URBAN, time: '2021-01-01' });
    expect(figureOn(share({ level: 'township' }, atLeast(1, { at: 'unit' })), facts, '2021-06-30')).toEqual([1, 3, [EAST_TOWN, WEST_STREET]]);
    expect(figureOn(share({ level: 'township' }, atLeast(1)), facts, '2021-06-30')).toEqual([2, 3, [EAST_TOWN]]);
  });

  it('lets a fact at the street reach all communities below when it says so', () => {
    const reaching = share({ level: 'community' }, atLeast(1, { at: 'reaching' }));
    const covering = groups({ at: EAST_STREET, time: '2021-01-01', coversBelow: true });
    expect(figureOn(reaching, covering, '2021-06-30')).toEqual([2, 5, [RURAL_1, RURAL_2, WEST_URBAN]]);
    expect(figureOn(reaching, groups({ at: EAST_STREET, time: '2021-01-01', coversBelow: false }), '2021-06-30')[0]).toBe(0);
    expect(figureOn(share({ level: 'community' }, atLeast(1)), covering, '2021-06-30')[0]).toBe(0);
  });

  it('needs every unit below, and one at least', () => {
    const every = share({ level: 'township' }, { every: { level: 'community' }, having: atLeast(1) } as Condition);
    const empty: Unit = { key: 990104100000, level: 'township', kind: null, counted: true, alsoCounty: false };
    const tree = [...SMALL_TREE, empty].sort((one, other) => one.key - other.key);
    const facts = groups({ at: URBAN_1, time: '2021-01-01' }, { at: URBAN_2, time: '2021-03-01..2021-05-01' }, { at: WEST_URBAN, time: '2021-01-01' });
    expect(figureOn(every, facts, '2021-02-28', tree).slice(0, 2)).toEqual([1, 4]);
    expect(figureOn(every, facts, '2021-03-01', tree)).toEqual([2, 4, [EAST_TOWN, empty.key]]);
    expect(figureOn(every, facts, '2021-05-01', tree)[0]).toBe(1);
  });

  it('takes one of several conditions', () => {
    const formula = share({ level: 'township' }, {
      any: [atLeast(1, { where: { kind: '总支' }, at: 'unit' }), { every: { level: 'community' }, having: atLeast(1, { where: { kind: '联合支部' } }) }],
    } as Condition);
    const facts = groups(
      { at: EAST_TOWN, time: '2021-01-01', kind: '总支' },
      { at: WEST_URBAN, time: '2021-02-01', kind: '联合支部' },
      { at: URBAN_1, time: '2021-01-01', kind: '总支' },
    );
    expect(figureOn(formula, facts, '2021-01-31')).toEqual([1, 3, [EAST_STREET, WEST_STREET]]);
    expect(figureOn(formula, facts, '2021-02-01')).toEqual([2, 3, [EAST_STREET]]);
  });
});

describe('tests on attributes', () => {
  it.each([
    ['equal', { kind: '品牌组织' }, { kind: '品牌组织' }, { kind: '品牌项目' }],
    ['one of', { kind: { oneOf: ['甲', '乙'] } }, { kind: '乙' }, { kind: '丙' }],
    ['different', { kind: { not: '总支' } }, { kind: '支部' }, { kind: '总支' }],
    ['list includes', { audiences: { includes: '骨干' } }, { audiences: ['志愿者', '骨干'] }, { audiences: ['志愿者'] }],
    ['list includes all', { themes: { includesAll: ['甲', '乙'] } }, { themes: ['乙', '丙', '甲'] }, { themes: ['甲'] }],
    ['above', { participants: { above: 0 } }, { participants: 1 }, { participants: 0 }],
    ['level of the unit', { hostLevel: { levelOfUnit: true } }, { hostLevel: '区' }, { hostLevel: '市' }],
    ['another counted unit', { partner: { unit: { level: 'county' } } }, { partner: String(WEST) }, { partner: String(ZONE) }],
    ['another, not itself', { partner: { unit: { level: 'county' } } }, { partner: String(WEST) }, { partner: String(EAST) }],
    ['another within a division', { partner: { unit: { level: 'county', within: String(WEST) } } }, { partner: String(WEST) }, { partner: String(CITY) }],
    ['all tests together', { kind: '甲', participants: { above: 2 } }, { kind: '甲', participants: 3 }, { kind: '甲', participants: 2 }],
    ['absent', { kind: '甲' }, { kind: '甲' }, {}],
  ])('%s', (_name, where, passing, failing) => {
    const formula = share({ level: 'county' }, atLeast(1, { where, at: 'unit' }));
    expect(figureOn(formula, groups({ at: EAST, time: '2021-01-01', ...passing } as FactLine), '2021-06-30')[0]).toBe(1);
    expect(figureOn(formula, groups({ at: EAST, time: '2021-01-01', ...failing } as FactLine), '2021-06-30')[0]).toBe(0);
  });

  it('lets the office of a city without counties write 市 or 区', () => {
    const city: Unit = { key: 990500000000, level: 'city', kind: null, counted: true, alsoCounty: true };
    const formula = share({ level: 'county' }, atLeast(1, { where: { hostLevel: { levelOfUnit: true } }, at: 'unit' }));
    for (const [hostLevel, fulfilled] of [
      ['市', 1],
      ['区', 1],
      ['省', 0],
    ] as const) {
      expect(figureOn(formula, groups({ at: city.key, time: '2021-01-01', hostLevel }), '2021-06-30', [city])[0]).toBe(fulfilled);
    }
  });

  it('leaves out what began before the campaign', () => {
    const formula = share({ level: 'county' }, atLeast(1, { since: '2021-08-01' }));
    expect(figureOn(formula, groups({ at: EAST, time: '2021-07-31' }), '2022-01-01')[0]).toBe(0);
    expect(figureOn(formula, groups({ at: EAST, time: '2021-08-01' }), '2022-01-01')[0]).toBe(1);
  });
});

describe('linked facts', () => {
  const formula = share({ level: 'county' }, {
    count: {
      facts: 'designations',
      where: { kind: '品牌项目' },
      linkedTo: { facts: 'designations', where: { kind: '品牌组织' }, on: { ownerName: 'objectName' } },
    },
    atLeast: 1,
  } as Condition);
  const project: FactLine = { at: URBAN_1, time: '2022-03-01..2022-09-01', kind: '品牌项目', objectName: '微光', ownerName: '银龄会' };

  it('counts only while both are in force, in the same district', () => {
    const near: FactLine = { at: RURAL_1, time: '2022-01-01..2022-06-01', kind: '品牌组织', objectName: '银龄会' };
    expect(['2022-02-28', '2022-03-01', '2022-05-31', '2022-06-01'].map((day) => figureOn(formula, { designations: [project, near] }, day)[0])).toEqual([
      0, 1, 1, 0,
    ]);
    const far = { ...near, at: WEST_URBAN };
    expect(figureOn(formula, { designations: [project, far] }, '2022-04-01')[0]).toBe(0);
  });

  it('matches one of several names, and never a missing one', () => {
    const named = share({ level: 'county' }, {
      count: { facts: 'designations', linkedTo: { facts: 'groups', on: { ownerName: 'names' } } },
      atLeast: 1,
    } as Condition);
    const owner: FactLine = { at: EAST_STREET, time: '2021-01-01', names: ['新名', '银龄会'] };
    expect(figureOn(named, { designations: [project], groups: [owner] }, '2022-04-01')[0]).toBe(1);
    const nameless: FactLine = { at: URBAN_1, time: '2021-01-01' };
    expect(figureOn(named, { designations: [{ at: URBAN_1, time: '2022-01-01' }], groups: [nameless] }, '2022-04-01')[0]).toBe(0);
  });
});

describe('count', () => {
  const count = (more: object = {}): FigureFormula => ({ kind: 'count', of: { facts: 'groups' }, ...more }) as FigureFormula;

  it('counts records wherever they lie, each subject once, and lists nobody', () => {
    const facts = groups(
      { at: ZONE, time: '2021-01-01' },
      { at: URBAN_1, time: '2021-01-01', subject: 'a' },
      { at: URBAN_1, time: '2021-02-01', subject: 'a' },
    );
    expect(figureOn(count(), facts, '2021-06-30')).toEqual([2, 0, []]);
    expect(figureOn(count(), groups(), '2021-06-30')).toEqual([0, 0, []]);
  });

  it('counts townships once, and what lies above them not at all', () => {
    const facts = groups(
      { at: URBAN_1, time: '2021-01-01' },
      { at: EAST_STREET, time: '2021-01-01..2021-03-01' },
      { at: EAST, time: '2021-01-01' },
      { at: EAST_TOWN, time: '2021-05-01' },
    );
    expect(['2021-02-01', '2021-04-30', '2021-05-01'].map((day) => figureOn(count({ by: 'townships' }), facts, day)[0])).toEqual([1, 1, 2]);
  });

  it('sums quantities from the day of each', () => {
    const facts = groups(
      { at: EAST, time: '2021-01-01', quantity: 30 },
      { at: WEST, time: '2021-02-01', quantity: 12 },
      { at: WEST, time: '2021-02-01', quantity: 0 },
    );
    expect(['2020-12-31', '2021-01-31', '2021-02-01'].map((day) => figureOn(count({ by: 'quantity' }), facts, day)[0])).toEqual([0, 30, 42]);
  });

  it('counts only within the division named', () => {
    const facts = groups({ at: URBAN_1, time: '2021-01-01' }, { at: WEST_URBAN, time: '2021-01-01' });
    expect(figureOn(count({ within: String(WEST) }), facts, '2021-06-30')[0]).toBe(1);
  });

  it('counts townships that are both observed and demonstrated', () => {
    const formula = count({
      of: { facts: 'groups', where: { kind: '示范' }, linkedTo: { facts: 'groups', where: { kind: '观察' }, on: { township: 'township' } } },
      by: 'townships',
    });
    const facts = groups(
      { at: URBAN_1, time: '2022-01-01', kind: '示范' },
      { at: EAST_STREET, time: '2021-01-01..2022-06-01', kind: '观察' },
      { at: EAST_TOWN, time: '2022-01-01', kind: '示范' },
    );
    expect(['2021-12-31', '2022-01-01', '2022-06-01'].map((day) => figureOn(formula, facts, day)[0])).toEqual([0, 1, 0]);
  });

  it('counts units that fulfil a condition, without a denominator', () => {
    const formula = { kind: 'unitCount', units: { level: 'county' }, having: atLeast(1, { at: 'unit' }) } as FigureFormula;
    expect(
      figureOn(formula, groups({ at: EAST, time: '2021-01-01' }, { at: EAST, time: '2021-02-01' }, { at: ZONE, time: '2021-01-01' }), '2021-06-30'),
    ).toEqual([1, 0, []]);
  });
});

describe('average', () => {
  const formula: FigureFormula = { kind: 'average', of: { facts: 'groups' }, per: { level: 'community', kind: 'urban' }, listBelow: 2 };

  it('sums over the units and lists those below the number', () => {
    const facts = groups({ at: URBAN_1, time: '2021-01-01' }, { at: URBAN_1, time: '2021-02-01' }, { at: URBAN_2, time: '2021-01-01' });
    expect(figureOn(formula, facts, '2021-01-31')).toEqual([2, 3, [URBAN_1, URBAN_2, WEST_URBAN]]);
    expect(figureOn(formula, facts, '2021-02-01')).toEqual([3, 3, [URBAN_2, WEST_URBAN]]);
  });

  it('leaves out groups at streets, in placeholders and in villages', () => {
    const facts = groups(...[EAST_STREET, PLACEHOLDER, RURAL_1].map((at): FactLine => ({ at, time: '2021-01-01' })));
    expect(figureOn(formula, facts, '2021-06-30').slice(0, 2)).toEqual([0, 3]);
  });
});

describe('records', () => {
  const formula: FigureFormula = { kind: 'records', of: { facts: 'stations' }, having: { count: { facts: 'staff', on: { station: 'station' } }, atLeast: 2 } };
  const station: FactLine = { at: EAST_STREET, time: '2021-01-01..2023-01-01', station: '1', subject: '1' };
  const worker = (subject: string, time: string, at = EAST_STREET): FactLine => ({ at, time, subject, station: '1' });

  it.each([
    ['one worker', [worker('a', '2021-01-01')], 0],
    ['two workers', [worker('a', '2021-01-01'), worker('b', '2021-01-01')], 1],
    ['the same person twice', [worker('a', '2021-01-01'), worker('a', '2021-05-01')], 0],
    ['one who left on the day', [worker('a', '2021-01-01'), worker('b', '2021-01-01..2021-06-30')], 0],
    ['one who leaves the day after', [worker('a', '2021-01-01'), worker('b', '2021-01-01..2021-07-01')], 1],
    ['one of another district', [worker('a', '2021-01-01'), worker('b', '2021-01-01', WEST_STREET)], 0],
  ])('judges a station with %s', (_name, staff, fulfilled) => {
    expect(figureOn(formula, { stations: [station], staff }, '2021-06-30')).toEqual([fulfilled, 1, fulfilled ? [] : [EAST_STREET]]);
  });

  it('forgets a station that has closed', () => {
    const facts = { stations: [station], staff: [worker('a', '2021-01-01'), worker('b', '2021-01-01')] };
    expect(['2020-12-31', '2022-12-31', '2023-01-01'].map((day) => figureOn(formula, facts, day).slice(0, 2))).toEqual([
      [0, 0],
      [1, 1],
      [0, 0],
    ]);
  });

  it('gives each record of a division by itself', () => {
    const stations = [station, { ...station, subject: '2', station: '2' }];
    expect(judge(worldOf({ stations, staff: [] }), formula, []).map(({ div, subject }) => [div, subject])).toEqual([
      [EAST_STREET, '1'],
      [EAST_STREET, '2'],
    ]);
  });
});
