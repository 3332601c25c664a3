import type { FigureFormula, UnitLevel } from '#engines/indicators/formula.ts';

const WHOLE: ReadonlySet<UnitLevel> = new Set(['nation', 'province', 'city', 'county']);

/**
 * True when every unit a formula judges is a division with a counter row of its own: then a row in which something fails
 * says by itself who fails, on any day.
 */
export function judgesDistricts(formula: FigureFormula): boolean {
  switch (formula.kind) {
    case 'count':
    case 'records':
      return false;
    case 'average':
      return WHOLE.has(formula.per.level);
    case 'lines':
      return formula.units.every((units) => WHOLE.has(units.level));
    default:
      return WHOLE.has(formula.units.level);
  }
}
