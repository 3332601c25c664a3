import type { FigureFormula, UnitLevel } from '#engines/indicators/formula.ts';
import type { Judgement } from '#engines/indicators/judge.ts';
import type { FormulaNeeds } from '#engines/indicators/needs.ts';
import { daysOf, type FigureChange } from './figure-changes.ts';

/** A district with more facts of one set than this keeps what each of its townships adds. */
export const LARGE = 3000;

/** The township a division lies in, or the district's own code for facts and units of the district itself. */
export function pieceOf(div: number): number {
  return div - (div % 1000);
}

/**
 * True when each township of a district can be judged alone: no unit is wider than a township, no fact is looked up elsewhere in the
 * district. Then the figure of a district is the sum of its pieces.
 */
export function isMadeOfPieces({ formula, needs }: { formula: FigureFormula; needs: FormulaNeeds }): boolean {
  return needs.linkedSets.size === 0 && needs.wideLevels.size === 0 && judgedLevels(formula).every((level) => level === 'township' || level === 'community');
}

export function judgedLevels(formula: FigureFormula): UnitLevel[] {
  switch (formula.kind) {
    case 'count':
    case 'records':
      return [];
    case 'average':
      return [formula.per.level];
    case 'lines':
      return formula.units.map(({ level }) => level);
    default:
      return [formula.units.level];
  }
}

/** What each piece adds; pieces that add nothing are left out. */
export function piecesOf(judgements: readonly Judgement[]): Map<number, FigureChange[]> {
  const pieces = [...Map.groupBy(judgements, (judgement) => pieceOf(judgement.div))].map(([piece, here]) => [piece, daysOf(here)] as const);
  return new Map(pieces.filter(([, days]) => days.length > 0));
}
