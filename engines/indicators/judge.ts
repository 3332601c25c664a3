import type { Condition, CountCondition, FigureFormula, UnitSelection } from './formula.ts';
import { type CountingFact, findLinked, type Judged, selectFacts, timeOf } from './select-facts.ts';
import { selectUnits, unitsBelow } from './select-units.ts';
import {
  ALWAYS,
  type Change,
  type Interval,
  type Intervals,
  changesOf,
  changesOfAll,
  from,
  intersection,
  union,
  whenAtLeast,
  whenReached,
} from './timeline.ts';
import { identityOf, spanOf, type Unit, type World } from './world.ts';

/** What one unit or record adds to a figure over time. Sums of judgements are the figure. */
export interface Judgement {
  /** the unit judged, or the home division of the record */
  div: number;
  /** the record judged; null for a unit */
  subject: string | null;
  recordId: number | null;
  numerator: Change[];
  denominator: Change[];
  /** 1 while it is listed as failing */
  failing: Change[];
}

/** Periods of recurring duties with the day each line falls due. */
export interface DuePeriod {
  name: string;
  year: number;
  firstDay: string;
  lastDay: string;
  dueOn: string;
}

/**
 * Judges every unit or record of a formula over all time at once.
 * @param periods the due periods of a `lines` formula, else empty
 */
export function judge(world: World, formula: FigureFormula, periods: readonly DuePeriod[]): Judgement[] {
  switch (formula.kind) {
    case 'count':
      return judgeRecordCount(world, formula);
    case 'unitCount':
      return selectUnits(world, formula.units).map((unit) => judgementOf(unit.key, changesOf(whenTrue(world, formula.having, { unit })), [], []));
    case 'average':
      return selectUnits(world, formula.per).map((unit) => judgeAverageUnit(world, formula, unit));
    case 'records':
      return judgeRecords(world, formula);
    case 'lines':
      return officesOf(world, formula.units).map((unit) => judgeLines(world, formula, unit, periods));
    default:
      return selectUnits(world, formula.units).map((unit) => judgeShare(unit.key, ALWAYS, whenTrue(world, formula.having, { unit })));
  }
}

function judgementOf(div: number, numerator: Change[], denominator: Change[], failing: Change[]): Judgement {
  return { div, subject: null, recordId: null, numerator, denominator, failing };
}

/** One unit of a share: it counts while it exists, is fulfilled or failing. */
function judgeShare(div: number, exists: Intervals, fulfilled: Intervals): Judgement {
  const held = intersection(exists, fulfilled);
  const numerator = changesOf(held);
  const denominator = changesOf(exists);
  return judgementOf(div, numerator, denominator, [...denominator, ...negated(numerator)]);
}

function negated(changes: readonly Change[]): Change[] {
  return changes.map(([day, delta]) => [day, -delta]);
}

/** The facts of a count formula, wherever in the world they lie. */
export function selectCounted(world: World, formula: Extract<FigureFormula, { kind: 'count' }>): CountingFact[] {
  const { from: low, to } = formula.within ? spanOf(Number(formula.within)) : spanOf(0);
  const inTownships = formula.by === 'townships';
  return selectFacts(world, formula.of, {}).filter(({ fact }) => fact.div >= low && fact.div < to && (!inTownships || fact.div % 1e6 !== 0));
}

function judgeRecordCount(world: World, formula: Extract<FigureFormula, { kind: 'count' }>): Judgement[] {
  const counting = selectCounted(world, formula);
  if (formula.by === 'quantity') return counting.map(judgeQuantity);
  if (formula.by === 'townships') {
    const groups = groupBy(counting, ({ fact }) => String(fact.div - (fact.div % 1000)));
    return [...groups].map(([township, group]) => judgementOf(Number(township), changesOf(unionOf(group)), [], []));
  }
  return [...groupBy(counting, ({ fact }) => identityOf(fact)).values()].map((group) => judgementOfRecord(group, changesOf(unionOf(group)), [], []));
}

function judgeQuantity({ fact, counts }: CountingFact): Judgement {
  const changes = changesOf(counts).map(([day, delta]): Change => [day, delta * fact.quantity]);
  return { ...judgementOf(fact.div, changes, [], []), subject: fact.subject, recordId: fact.recordId };
}

function judgementOfRecord(group: readonly CountingFact[], numerator: Change[], denominator: Change[], failing: Change[]): Judgement {
  const [first] = group;
  return {
    ...judgementOf(first?.fact.div ?? 0, numerator, denominator, failing),
    subject: first?.fact.subject ?? null,
    recordId: first?.fact.recordId ?? null,
  };
}

function judgeAverageUnit(world: World, formula: Extract<FigureFormula, { kind: 'average' }>, unit: Unit): Judgement {
  const changes = changesOfAll(subjectTimes(selectFacts(world, formula.of, { unit })));
  const denominator = changesOf(ALWAYS);
  const enough = changesOf(whenReached(changes, formula.listBelow));
  return judgementOf(unit.key, changes, denominator, [...denominator, ...negated(enough)]);
}

function judgeRecords(world: World, formula: Extract<FigureFormula, { kind: 'records' }>): Judgement[] {
  const { count, atLeast } = formula.having;
  const linked = findLinked(world, count, {});
  return [...groupBy(selectFacts(world, formula.of, {}), ({ fact }) => identityOf(fact)).values()].map((group) => {
    const facts = new Set(group.flatMap(({ fact }) => linked(fact)));
    const people = [...groupBy([...facts], identityOf).values()].map(timeOf);
    const { numerator, denominator, failing } = judgeShare(0, unionOf(group), whenAtLeast(people, atLeast));
    return judgementOfRecord(group, numerator, denominator, failing);
  });
}

/** Each office once: a city without counties is found both as city and as county. */
function officesOf(world: World, selections: readonly UnitSelection[]): Unit[] {
  return [...new Set(selections.flatMap((selection) => selectUnits(world, selection)))];
}

/** When the line of one unit, period and item is fulfilled, due or not. */
export function whenLineFulfilled(
  world: World,
  formula: Extract<FigureFormula, { kind: 'lines' }>,
  unit: Unit,
  period: DuePeriod,
  item: string | null,
): Intervals {
  return whenTrue(world, formula.having, { unit, period, ...(item === null ? {} : { item }) });
}

/** All lines of one unit: period by period and item by item, each counted from its due day on (readings 9). */
function judgeLines(world: World, formula: Extract<FigureFormula, { kind: 'lines' }>, unit: Unit, periods: readonly DuePeriod[]): Judgement {
  const numerator: Change[] = [];
  const denominator: Change[] = [];
  for (const period of periods) {
    for (const item of formula.items ?? [null]) {
      numerator.push(...changesOf(from(whenLineFulfilled(world, formula, unit, period, item), period.dueOn)));
      denominator.push([period.dueOn, 1]);
    }
  }
  const missing = whenReached([...denominator, ...negated(numerator)], 1);
  return judgementOf(unit.key, numerator, denominator, changesOf(missing));
}

function whenTrue(world: World, condition: Condition, judged: Judged & { unit: Unit }): Intervals {
  if ('any' in condition) return union(condition.any.flatMap((one) => [...whenTrue(world, one, judged)]));
  if ('every' in condition) {
    const units = unitsBelow(world, condition.every, judged.unit);
    if (units.length === 0) return [];
    return whenAtLeast(
      units.map((unit) => whenTrue(world, condition.having, { ...judged, unit })),
      units.length,
    );
  }
  return whenEnough(world, condition, judged);
}

function whenEnough(world: World, condition: CountCondition, judged: Judged): Intervals {
  return whenAtLeast(subjectTimes(selectFacts(world, condition.count, judged)), condition.atLeast);
}

/** Time in force per distinct subject: the same object or person counts once. */
function subjectTimes(counting: readonly CountingFact[]): Intervals[] {
  return [...groupBy(counting, ({ fact }) => identityOf(fact)).values()].map(unionOf);
}

function unionOf(counting: readonly CountingFact[]): Intervals {
  const [only] = counting;
  // most are one fact, whose own time is in order
  if (only && counting.length === 1) return only.counts;
  const intervals: Interval[] = [];
  for (const { counts } of counting) intervals.push(...counts);
  return union(intervals);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
