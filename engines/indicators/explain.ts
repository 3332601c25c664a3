import type { Condition, FigureFormula } from './formula.ts';
import { type DuePeriod, whenLineFulfilled } from './judge.ts';
import { findLinked, type Judged, selectFacts } from './select-facts.ts';
import { holdsOn } from './timeline.ts';
import { identityOf, type Unit, type World } from './world.ts';

/** What a unit or record still lacks on a day. */
export type Lacking =
  | { kind: 'count'; has: number; needs: number }
  | { kind: 'lines'; missing: { period: string; item: string | null }[] }
  /** one of several ways would do, or every unit below must have it */
  | { kind: 'condition' };

/** @returns null when nothing is lacking or the formula judges nobody */
export function explain(
  world: World,
  formula: FigureFormula,
  periods: readonly DuePeriod[],
  judged: { div: number; subject: string | null },
  day: string,
): Lacking | null {
  if (formula.kind === 'count' || formula.kind === 'unitCount') return null;
  if (formula.kind === 'records') return explainRecord(world, formula, judged, day);
  const unit = world.units.find((candidate) => candidate.key === judged.div);
  if (!unit) return null;
  if (formula.kind === 'lines') return { kind: 'lines', missing: missingLines(world, formula, unit, periods, day) };
  if (formula.kind === 'average') return { kind: 'count', has: countOn(world, formula.of, { unit }, day), needs: formula.listBelow };
  return explainCondition(world, formula.having, { unit }, day);
}

function explainCondition(world: World, condition: Condition, judged: Judged, day: string): Lacking {
  if (!('count' in condition)) return { kind: 'condition' };
  return { kind: 'count', has: countOn(world, condition.count, judged, day), needs: condition.atLeast };
}

/** Distinct subjects in force on a day. */
function countOn(world: World, selection: Parameters<typeof selectFacts>[1], judged: Judged, day: string): number {
  const subjects = new Set<string>();
  for (const { fact, counts } of selectFacts(world, selection, judged)) if (holdsOn(counts, day)) subjects.add(identityOf(fact));
  return subjects.size;
}

function explainRecord(
  world: World,
  formula: Extract<FigureFormula, { kind: 'records' }>,
  judged: { div: number; subject: string | null },
  day: string,
): Lacking {
  const { count, atLeast } = formula.having;
  const own = (world.facts.get(formula.of.facts) ?? []).filter((fact) => fact.div === judged.div && fact.subject === judged.subject);
  const linked = own.flatMap(findLinked(world, count, {})).filter((fact) => holdsOn([fact], day));
  return { kind: 'count', has: new Set(linked.map(identityOf)).size, needs: atLeast };
}

/** The due lines that are not fulfilled. */
function missingLines(
  world: World,
  formula: Extract<FigureFormula, { kind: 'lines' }>,
  unit: Unit,
  periods: readonly DuePeriod[],
  day: string,
): { period: string; item: string | null }[] {
  const due = periods.filter((period) => period.dueOn <= day);
  return due.flatMap((period) =>
    (formula.items ?? [null])
      .filter((item) => !holdsOn(whenLineFulfilled(world, formula, unit, period, item), day))
      .map((item) => ({ period: period.name, item })),
  );
}
