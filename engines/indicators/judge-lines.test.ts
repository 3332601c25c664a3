import { describe, expect, it } from 'vitest';
import { CITY, EAST, type FactLine, SMALL_TREE, URBAN_OF_EAST, WEST, worldOf } from '#tests/support/small-world.ts';
import { type FigureFormula, figureFormulaSchema } from './formula.ts';
import { type DuePeriod, judge } from './judge.ts';
import { valueAt } from './timeline.ts';
import type { Unit } from './world.ts';

function year(number: number, dueOn = '12-31'): DuePeriod {
  return { name: String(number), year: number, firstDay: `${number}-01-01`, lastDay: `${number}-12-31`, dueOn: `${number}-${dueOn}` };
}

type Lines = Extract<FigureFormula, { kind: 'lines' }>;
const PERIODS = { every: 'year', from: '2021', to: '2022' } as const;

function lines(count: object, more: Partial<Lines> = {}): Lines {
  const formula = {
    kind: 'lines',
    units: [{ level: 'county' }],
    periods: PERIODS,
    having: { count: { facts: 'acts', at: 'unit', ...count }, atLeast: 1 },
    ...more,
  };
  return figureFormulaSchema.parse(formula) as Lines;
}

function figureOn(formula: Lines, acts: FactLine[], day: string, periods = [year(2021), year(2022)], units: readonly Unit[] = SMALL_TREE) {
  const judgements = judge(worldOf({ acts }, units), formula, periods);
  const sum = (part: 'numerator' | 'denominator') => judgements.reduce((total, judgement) => total + valueAt(judgement[part], day), 0);
  return [sum('numerator'), sum('denominator'), judgements.filter((judgement) => valueAt(judgement.failing, day) > 0).map((judgement) => judgement.div)];
}

describe('lines of a recurring duty', () => {
  const yearly = lines({ where: { startedOn: { datedIn: 'period' } } });
  const act = (at: number, day: string): FactLine => ({ at, time: day, startedOn: day });

  it('counts a line from its due day on, fulfilled or not', () => {
    const acts = [act(EAST, '2021-05-01')];
    expect(figureOn(yearly, acts, '2021-12-30')).toEqual([0, 0, []]);
    expect(figureOn(yearly, acts, '2021-12-31')).toEqual([1, 2, [WEST]]);
    expect(figureOn(yearly, acts, '2022-12-31')).toEqual([1, 4, [EAST, WEST]]);
  });

  it('lists a unit once however many of its lines are missing', () => {
    expect(figureOn(yearly, [], '2023-06-01')).toEqual([0, 4, [EAST, WEST]]);
  });

  it('takes what lies in the period, its first and last day included', () => {
    for (const [day, fulfilled] of [
      ['2021-12-31', 0],
      ['2022-01-01', 1],
      ['2022-12-31', 1],
      ['2023-01-01', 0],
    ] as const) {
      expect(figureOn(lines({ where: { startedOn: { datedIn: 'period' } } }), [act(WEST, day)], '2023-06-01', [year(2022)])[0]).toBe(fulfilled);
    }
  });

  it('judges the office of the city too, and a city without counties once', () => {
    const offices = lines({}, { units: [{ level: 'city' }, { level: 'county' }] });
    expect(figureOn(offices, [act(CITY, '2021-05-01')], '2021-12-31', [year(2021)])).toEqual([1, 3, [EAST, WEST]]);
    const alone: Unit = { key: 990500000000, level: 'city', kind: null, counted: true, alsoCounty: true };
    expect(figureOn(offices, [], '2021-12-31', [year(2021)], [alone])).toEqual([0, 1, [alone.key]]);
  });

  it('has one line per item', () => {
    const themes = lines({ where: { theme: { sameAs: 'item' } }, at: 'within' }, { items: ['甲', '乙'] });
    const acts = [
      { at: URBAN_OF_EAST, time: '2021-03-01', theme: '甲' },
      { at: URBAN_OF_EAST, time: '2021-03-01', theme: '甲' },
      { at: WEST, time: '2021-03-01', theme: '乙' },
    ];
    expect(figureOn(themes, acts, '2021-12-31', [year(2021)])).toEqual([2, 4, [EAST, WEST]]);
    expect(figureOn(themes, [...acts, { at: EAST, time: '2022-02-01', theme: '乙' }], '2022-02-01', [year(2021)])).toEqual([3, 4, [WEST]]);
  });

  it('accepts what comes late, from its day on', () => {
    const named = lines({ where: { period: { sameAs: 'period' } } });
    const late = [{ at: EAST, time: '2022-03-10', period: '2021' }];
    expect(['2021-12-31', '2022-03-09', '2022-03-10'].map((day) => figureOn(named, late, day, [year(2021)])[0])).toEqual([0, 0, 1]);
  });

  it('loses a line again when a later hand-in is sent back', () => {
    const accepted = lines({ where: { period: { sameAs: 'period' }, state: '已接收' } });
    const acts = [
      { at: EAST, time: '2021-12-20..2022-01-15', period: '2021', state: '已接收' },
      { at: EAST, time: '2022-01-15', period: '2021', state: '退回' },
    ];
    expect(['2021-12-31', '2022-01-14', '2022-01-15'].map((day) => figureOn(accepted, acts, day, [year(2021)])[0])).toEqual([1, 1, 0]);
  });

  it.each([
    ['2021-12-29', 1],
    ['2021-12-30', 1],
    ['2021-12-31', 0],
  ])('is on time up to the due day: handed in on %s', (day, fulfilled) => {
    const onTime = lines({ where: { period: { sameAs: 'period' }, handedInOn: { onOrBefore: '12-30' } } });
    const acts = [{ at: EAST, time: day, period: '2021', handedInOn: day }];
    expect(figureOn(onTime, acts, '2022-06-01', [year(2021, '12-30')])[0]).toBe(fulfilled);
    expect(figureOn(onTime, acts, '2021-12-29', [year(2021, '12-30')])[1]).toBe(0);
    expect(figureOn(onTime, acts, '2021-12-30', [year(2021, '12-30')])[1]).toBe(2);
  });

  it('is never due before the first period', () => {
    expect(figureOn(yearly, [act(EAST, '2021-05-01')], '2020-12-31')).toEqual([0, 0, []]);
  });
});
