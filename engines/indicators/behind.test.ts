import { describe, expect, it } from 'vitest';
import {
  EAST,
  EAST_STREET,
  EAST_TOWN,
  type FactLine,
  PLACEHOLDER,
  STREET_URBAN,
  TOWN_RURAL,
  URBAN_OF_EAST,
  WEST,
  WEST_URBAN,
  worldOf,
} from '#tests/support/small-world.ts';
import { factsBehind } from './behind.ts';
import { type FigureFormula, figureFormulaSchema } from './formula.ts';
import { judge } from './judge.ts';
import { valueAt } from './timeline.ts';

const EVERYWHERE = { from: 0, to: 1e12 };
const parse = (formula: object): FigureFormula => figureFormulaSchema.parse(formula);
const placesOf = (facts: Record<string, FactLine[]>, formula: object, day = '2021-06-30') =>
  factsBehind(worldOf(facts), parse(formula), [], day, EVERYWHERE).map(({ set, fact }) => (set === 'groups' ? fact.div : `${set} ${fact.div}`));

describe('facts behind a figure', () => {
  const [, second = 0] = STREET_URBAN;
  const [village = 0] = TOWN_RURAL;
  const everywhere = [WEST_URBAN, PLACEHOLDER, EAST_STREET, URBAN_OF_EAST, second, village, EAST].map((at): FactLine => ({ at, time: '2021-01-01' }));

  it.each<[string, object]>([
    ['a count', { kind: 'count', of: { facts: 'groups' } }],
    ['a count within a division', { kind: 'count', of: { facts: 'groups' }, within: String(WEST) }],
    ['an average', { kind: 'average', of: { facts: 'groups' }, per: { level: 'community', kind: 'urban' }, listBelow: 3 }],
  ])('are as many as the numerator of %s', (_name, formula) => {
    const world = worldOf({ groups: [...everywhere, { at: URBAN_OF_EAST, time: '2022-01-01' }, { at: URBAN_OF_EAST, time: '2020-01-01..2021-01-01' }] });
    for (const day of ['2020-12-31', '2021-06-30', '2022-06-30']) {
      const numerator = judge(world, parse(formula), []).reduce((sum, judgement) => sum + valueAt(judgement.numerator, day), 0);
      expect(factsBehind(world, parse(formula), [], day, EVERYWHERE)).toHaveLength(numerator);
    }
  });

  it('come in order of division, each subject once', () => {
    const groups = [
      { at: second, time: '2021-01-01', subject: 'b' },
      { at: URBAN_OF_EAST, time: '2021-01-01', subject: 'a' },
      { at: URBAN_OF_EAST, time: '2021-02-01', subject: 'a' },
    ];
    expect(placesOf({ groups }, { kind: 'count', of: { facts: 'groups' } })).toEqual([URBAN_OF_EAST, second]);
  });

  it('leave out what adds nothing to a sum, and what lies above townships when townships are counted', () => {
    const groups = [
      { at: EAST, time: '2021-01-01', quantity: 5 },
      { at: EAST_TOWN, time: '2021-01-01', quantity: 0 },
    ];
    expect(placesOf({ groups }, { kind: 'count', of: { facts: 'groups' }, by: 'quantity' })).toEqual([EAST]);
    expect(placesOf({ groups }, { kind: 'count', of: { facts: 'groups' }, by: 'townships' })).toEqual([EAST_TOWN]);
  });

  it('of records are the records and what they are judged by', () => {
    const facts = {
      groups: [{ at: EAST_STREET, time: '2021-01-01', station: '7' }],
      staff: [
        { at: EAST_STREET, time: '2021-01-01', station: '7' },
        { at: EAST_STREET, time: '2021-01-01', station: '8' },
      ],
    };
    const formula = { kind: 'records', of: { facts: 'groups' }, having: { count: { facts: 'staff', on: { station: 'station' } }, atLeast: 1 } };
    expect(placesOf(facts, formula)).toEqual([EAST_STREET, `staff ${EAST_STREET}`]);
  });

  it('of a share are what the units have, also below and in one of several ways', () => {
    const having = {
      any: [
        { count: { facts: 'groups', at: 'unit' }, atLeast: 1 },
        { every: { level: 'community' }, having: { count: { facts: 'groups' }, atLeast: 1 } },
      ],
    };
    const groups = everywhere.filter(({ at }) => at !== EAST);
    expect(placesOf({ groups }, { kind: 'share', units: { level: 'township' }, having })).toEqual([EAST_STREET, URBAN_OF_EAST, second, village, WEST_URBAN]);
  });

  it('of a place are those of its own units and records, also where they lie outside', () => {
    const placed = (place: number, size: number, formula: object, groups: FactLine[]) =>
      factsBehind(worldOf({ groups }), parse(formula), [], '2021-06-30', { from: place, to: place + size }).map(({ fact }) => fact.div);
    const ofTownships = { kind: 'average', of: { facts: 'groups' }, per: { level: 'township' }, listBelow: 1 };
    expect(placed(EAST_STREET, 1e3, ofTownships, everywhere)).toEqual([EAST_STREET, URBAN_OF_EAST, second, PLACEHOLDER]);
    expect(placed(URBAN_OF_EAST, 1, ofTownships, everywhere)).toEqual([]);
    const reaching = { kind: 'coverage', units: { level: 'community' }, having: { count: { facts: 'groups', at: 'reaching' }, atLeast: 1 } };
    expect(placed(URBAN_OF_EAST, 1, reaching, [{ at: EAST_STREET, time: '2021-01-01', coversBelow: true }])).toEqual([EAST_STREET]);
    expect(placed(EAST, 1e6, { kind: 'count', of: { facts: 'groups' } }, everywhere)).not.toContain(WEST_URBAN);
  });

  it('of lines are what fulfils the due ones', () => {
    const periods = [2021, 2022].map((year) => ({ name: String(year), year, firstDay: `${year}-01-01`, lastDay: `${year}-12-31`, dueOn: `${year}-12-31` }));
    const formula = parse({
      kind: 'lines',
      units: [{ level: 'county' }],
      periods: { every: 'year', from: '2021', to: '2022' },
      items: ['甲', '乙'],
      having: { count: { facts: 'groups', where: { theme: { sameAs: 'item' }, startedOn: { datedIn: 'period' } } }, atLeast: 1 },
    });
    const act = (day: string, theme: string): FactLine => ({ at: URBAN_OF_EAST, time: day, startedOn: day, theme });
    const world = worldOf({ groups: [act('2021-03-01', '甲'), act('2021-04-01', '丙'), act('2022-03-01', '乙')] });
    expect(['2021-12-30', '2021-12-31', '2022-12-31'].map((day) => factsBehind(world, formula, periods, day, EVERYWHERE).length)).toEqual([0, 1, 2]);
  });
});
