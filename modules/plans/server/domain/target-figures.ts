import type { FigureFormula, Formula } from '#engines/indicators/formula.ts';
import type { DuePeriod } from '#engines/indicators/judge.ts';
import { listPeriods } from '#shared/period.ts';

/** The figures of a target: one, several named parts, or none for a milestone. */
export function figuresOf(formula: Formula): { name: string | null; formula: FigureFormula }[] {
  if (formula.kind === 'milestone') return [];
  if (formula.kind === 'parts') return formula.parts;
  return [{ name: null, formula }];
}

/** The due periods of a recurring duty; other formulas have none. */
export function duePeriodsOf(formula: FigureFormula): DuePeriod[] {
  if (formula.kind !== 'lines') return [];
  const { every, from, to, dueOn } = formula.periods;
  return listPeriods(every, from, to).map((period) => ({
    name: period.name,
    year: period.year,
    firstDay: period.firstDay,
    lastDay: period.lastDay,
    dueOn: dueOn ? `${period.year}-${dueOn}` : period.lastDay,
  }));
}

/** Counts show their number; everything else is a quotient. */
export function isCount(formula: FigureFormula): boolean {
  return formula.kind === 'count' || formula.kind === 'unitCount';
}

/** The unrounded value; null for a quotient over nothing (absent is not zero). */
export function valueOf(formula: FigureFormula, figure: { numerator: number; denominator: number }): number | null {
  if (isCount(formula)) return figure.numerator;
  return figure.denominator === 0 ? null : figure.numerator / figure.denominator;
}
