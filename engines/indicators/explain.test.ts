import { describe, expect, it } from 'vitest';
import { EAST, EAST_STREET, URBAN_OF_EAST, WEST, worldOf, ZONE } from '#tests/support/small-world.ts';
import { explain } from './explain.ts';
import { type FigureFormula, figureFormulaSchema } from './formula.ts';

const parse = (formula: object): FigureFormula => figureFormulaSchema.parse(formula);
const unit = (div: number) => ({ div, subject: null });

describe('what is lacking', () => {
  const groups = [
    { at: URBAN_OF_EAST, time: '2021-01-01' },
    { at: URBAN_OF_EAST, time: '2021-02-01..2021-06-01' },
  ];

  it('says how many of how many a unit has', () => {
    const formula = parse({ kind: 'eachAtLeast', units: { level: 'county' }, having: { count: { facts: 'groups' }, atLeast: 3 } });
    const world = worldOf({ groups });
    expect(explain(world, formula, [], unit(EAST), '2021-05-31')).toEqual({ kind: 'count', has: 2, needs: 3 });
    expect(explain(world, formula, [], unit(EAST), '2021-06-01')).toEqual({ kind: 'count', has: 1, needs: 3 });
    expect(explain(world, formula, [], unit(WEST), '2021-06-01')).toEqual({ kind: 'count', has: 0, needs: 3 });
  });

  it('says how far a community is below the number of an average', () => {
    const formula = parse({ kind: 'average', of: { facts: 'groups' }, per: { level: 'community' }, listBelow: 10 });
    expect(explain(worldOf({ groups }), formula, [], unit(URBAN_OF_EAST), '2021-02-01')).toEqual({ kind: 'count', has: 2, needs: 10 });
  });

  it('says how many workers a station has', () => {
    const formula = parse({ kind: 'records', of: { facts: 'stations' }, having: { count: { facts: 'staff', on: { station: 'station' } }, atLeast: 2 } });
    const staff = [
      { at: EAST_STREET, time: '2021-01-01', station: '7', subject: 'a' },
      { at: EAST_STREET, time: '2021-02-01', station: '7', subject: 'a' },
    ];
    const world = worldOf({ stations: [{ at: EAST_STREET, time: '2021-01-01', station: '7', subject: '7' }], staff });
    expect(explain(world, formula, [], { div: EAST_STREET, subject: '7' }, '2021-06-30')).toEqual({ kind: 'count', has: 1, needs: 2 });
  });

  it('names the due lines that are missing, with their items', () => {
    const periods = [2021, 2022].map((year) => ({ name: String(year), year, firstDay: `${year}-01-01`, lastDay: `${year}-12-31`, dueOn: `${year}-12-31` }));
    const formula = parse({
      kind: 'lines',
      units: [{ level: 'county' }],
      periods: { every: 'year', from: '2021', to: '2022' },
      items: ['甲', '乙'],
      having: { count: { facts: 'acts', where: { theme: { sameAs: 'item' }, startedOn: { datedIn: 'period' } } }, atLeast: 1 },
    });
    const world = worldOf({ acts: [{ at: URBAN_OF_EAST, time: '2021-05-01', theme: '甲', startedOn: '2021-05-01' }] });
    expect(explain(world, formula, periods, unit(EAST), '2021-12-31')).toEqual({ kind: 'lines', missing: [{ period: '2021', item: '乙' }] });
    expect(explain(world, formula, periods, unit(EAST), '2022-12-31')).toMatchObject({ missing: [{ item: '乙' }, { item: '甲' }, { item: '乙' }] });
    expect(explain(world, formula, periods, unit(EAST), '2021-12-30')).toEqual({ kind: 'lines', missing: [] });
  });

  it('leaves it at the rule where several ways would do', () => {
    const formula = parse({
      kind: 'share',
      units: { level: 'township' },
      having: {
        any: [
          { count: { facts: 'a' }, atLeast: 1 },
          { count: { facts: 'b' }, atLeast: 1 },
        ],
      },
    });
    expect(explain(worldOf({}), formula, [], unit(EAST_STREET), '2021-01-01')).toEqual({ kind: 'condition' });
  });

  it('has nothing to say about counts and about units that are not there', () => {
    expect(explain(worldOf({}), parse({ kind: 'count', of: { facts: 'a' } }), [], unit(ZONE), '2021-01-01')).toBeNull();
    const formula = parse({ kind: 'share', units: { level: 'community' }, having: { count: { facts: 'a' }, atLeast: 1 } });
    expect(explain(worldOf({}), formula, [], unit(42), '2021-01-01')).toBeNull();
  });
});
