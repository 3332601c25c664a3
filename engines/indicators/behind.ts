import type { Condition, FigureFormula, UnitSelection } from './formula.ts';
import { type DuePeriod, selectCounted } from './judge.ts';
import { type CountingFact, findLinked, inForce, type Judged, selectFacts } from './select-facts.ts';
import { selectUnits, unitsBelow } from './select-units.ts';
import { holdsOn } from './timeline.ts';
import { type CountedFact, identityOf, type Unit, type World } from './world.ts';

/** A fact that stands behind a figure, with its set. */
export interface FactBehind {
  set: string;
  fact: CountedFact;
}

/** Half-open range of division keys. */
interface Range {
  from: number;
  to: number;
}

/**
 * The facts behind the figure of a place on a day, each subject once per set, in order of division, subject and set: facts that
 * are counted there, and facts by which its units or records are judged, wherever those lie. For counts and averages there are
 * exactly as many as the numerator says; a sum of quantities leaves out facts that add nothing.
 */
export function factsBehind(world: World, formula: FigureFormula, periods: readonly DuePeriod[], day: string, place: Range): FactBehind[] {
  const found = new Map<string, FactBehind>();
  const add: Add = (set, facts) => {
    for (const { fact, counts } of facts) {
      const key = `${set}/${identityOf(fact)}`;
      if (!found.has(key) && holdsOn(counts, day)) found.set(key, { set, fact });
    }
  };
  addFacts(
    { world, place },
    formula,
    periods.filter((period) => period.dueOn <= day),
    add,
  );
  return [...found.values()].sort(
    (one, other) => one.fact.div - other.fact.div || compareText(one.fact.subject, other.fact.subject) || compareText(one.set, other.set),
  );
}

type Add = (set: string, facts: readonly CountingFact[]) => void;

interface Scene {
  world: World;
  place: Range;
}

function addFacts({ world, place }: Scene, formula: FigureFormula, due: readonly DuePeriod[], add: Add): void {
  const isHere = (key: number) => key >= place.from && key < place.to;
  const unitsHere = (selection: UnitSelection) => selectUnits(world, selection).filter((unit) => isHere(unit.key));
  switch (formula.kind) {
    case 'count':
      return add(
        formula.of.facts,
        selectCounted(world, formula).filter(({ fact }) => isHere(fact.div) && (formula.by !== 'quantity' || fact.quantity !== 0)),
      );
    case 'average':
      return unitsHere(formula.per).forEach((unit) => add(formula.of.facts, selectFacts(world, formula.of, { unit })));
    case 'records':
      return addRecords(
        world,
        formula,
        selectFacts(world, formula.of, {}).filter(({ fact }) => isHere(fact.div)),
        add,
      );
    case 'lines':
      return formula.units.flatMap(unitsHere).forEach((unit) => addLines(world, formula, unit, due, add));
    default:
      return unitsHere(formula.units).forEach((unit) => addCondition(world, formula.having, { unit }, add));
  }
}

function addRecords(world: World, formula: Extract<FigureFormula, { kind: 'records' }>, records: readonly CountingFact[], add: Add): void {
  const { count } = formula.having;
  const linked = findLinked(world, count, {});
  add(formula.of.facts, records);
  for (const { fact } of records)
    add(
      count.facts,
      linked(fact).map((other) => ({ fact: other, counts: inForce(other) })),
    );
}

function addLines(world: World, formula: Extract<FigureFormula, { kind: 'lines' }>, unit: Unit, due: readonly DuePeriod[], add: Add): void {
  for (const period of due) {
    for (const item of formula.items ?? [undefined]) addCondition(world, formula.having, { unit, period, ...(item === undefined ? {} : { item }) }, add);
  }
}

function addCondition(world: World, condition: Condition, judged: Judged & { unit: Unit }, add: Add): void {
  if ('any' in condition) for (const one of condition.any) addCondition(world, one, judged, add);
  else if ('every' in condition) {
    for (const unit of unitsBelow(world, condition.every, judged.unit)) addCondition(world, condition.having, { ...judged, unit }, add);
  } else add(condition.count.facts, selectFacts(world, condition.count, judged));
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
