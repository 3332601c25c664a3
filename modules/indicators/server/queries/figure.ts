import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';

/** A figure on a day: unrounded whole numbers; the share is made by whoever shows it. */
export interface Figure {
  numerator: number;
  denominator: number;
  failing: number;
}

export const NO_FIGURE: Figure = { numerator: 0, denominator: 0, failing: 0 };

export function addFigures(figures: readonly Figure[]): Figure {
  const sum = { ...NO_FIGURE };
  for (const figure of figures) {
    sum.numerator += figure.numerator;
    sum.denominator += figure.denominator;
    sum.failing += figure.failing;
  }
  return sum;
}

/** What takes a figure away from a sum. */
export function negative({ numerator, denominator, failing }: Figure): Figure {
  return { numerator: -numerator, denominator: -denominator, failing: -failing };
}

export interface FiguresAsked {
  measureIds: readonly number[];
  /** whole districts, each range within one province */
  ranges: readonly KeyRange[];
  days: readonly Day[];
}

/** A figure with the places of its measure, range and day in the lists asked for. */
export interface FigureRow extends Figure {
  measure: number;
  range: number;
  day: number;
}
