import { type Figure, isBelowDistrict, isWanted, type JudgedFilter, NO_FIGURE, openDistricts, openFigures } from '#modules/indicators/server/public.ts';
import type { FigureFormula } from '#engines/indicators/formula.ts';
import type { Context } from '#platform/context.ts';
import { districtOf } from '#shared/division-code.ts';
import { duePeriodsOf } from '../domain/target-figures.ts';
import type { TargetPlace } from '../target-place.ts';

/**
 * How many units or records a page walk will show. Taken from the figure itself, so the total of a list and the number
 * it explains cannot differ; null where the figure does not say (the records of a sum).
 */
export async function totalOfUnits(context: Context, found: TargetPlace, filter: JudgedFilter): Promise<number | null> {
  const { db, facts } = context.platform;
  const { measure, place, asOf, formula, boundariesOf } = found;
  if (isBelowDistrict(place.range)) return countBelowDistrict(context, found, filter);
  const reader = await openFigures(db, facts, { measureIds: [measure.id], range: place.range, boundariesOf });
  const [[figure = NO_FIGURE] = []] = await reader.figuresOn([measure.id], [asOf]);
  if (filter === 'failing') return figure.failing;
  if (formula.kind === 'unitCount') return figure.numerator;
  if (formula.kind === 'count') return formula.by === 'quantity' ? null : figure.numerator;
  if (formula.kind === 'average' || formula.kind === 'lines') return unitsOf(formula, figure, asOf) - (filter === 'all' ? 0 : figure.failing);
  return filter === 'all' ? figure.denominator : figure.numerator;
}

/** Every unit has the same due lines, so their number tells how many units there are. */
function unitsOf(formula: Extract<FigureFormula, { kind: 'average' | 'lines' }>, figure: Figure, asOf: string): number {
  if (formula.kind === 'average') return figure.denominator;
  const periods = duePeriodsOf(formula).filter((period) => period.dueOn <= asOf);
  const linesPerUnit = periods.length * (formula.items?.length ?? 1);
  return linesPerUnit === 0 ? 0 : figure.denominator / linesPerUnit;
}

async function countBelowDistrict(context: Context, { measure, place, asOf, boundariesOf }: TargetPlace, filter: JudgedFilter): Promise<number> {
  const { db, facts } = context.platform;
  const places = await openDistricts(db, facts, { measure, range: place.range, boundariesOf });
  const judged = await places.judge(districtOf(place.range.from));
  return judged.judgements.filter((judgement) => isWanted(judged.on(judgement, asOf), { after: null, filter })).length;
}
