import { listFiguresOfRanges } from '#modules/indicators/server/public.ts';
import { spanOf } from '#engines/indicators/world.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import type { ChildFigure } from '../../contract/drill-down.ts';
import { listChildUnits, type NamedDivision } from '../division-names.ts';
import { isCount, valueOf } from '../domain/target-figures.ts';
import { findTargetPlace, type TargetPlace, type TargetRequest } from '../target-place.ts';

/** A figure in each division directly below, best first; divisions without anything to count come last. */
export async function listTargetChildren(context: Context, request: TargetRequest): Promise<{ children: ChildFigure[] }> {
  const found = await findTargetPlace(context, request);
  const { db, facts } = context.platform;
  const children = await listChildUnits(db, found.place.key, found.boundariesOf);
  const ranges = children.map((child) => spanOf(child.key));
  const figures = await listFiguresOfRanges(db, facts, {
    measure: found.measure,
    within: found.place.range,
    ranges,
    day: found.asOf,
    boundariesOf: found.boundariesOf,
  });
  const rows = children.map((child, index) => childFigure(found, child, figures[index] ?? { numerator: 0, denominator: 0, failing: 0 }));
  return { children: rows.sort((one, other) => (other.value ?? -1) - (one.value ?? -1) || (one.code < other.code ? -1 : 1)) };
}

function childFigure(
  { plan, target, formula, asOf }: TargetPlace,
  child: NamedDivision,
  figure: { numerator: number; denominator: number; failing: number },
): ChildFigure {
  const value = valueOf(formula, figure);
  const threshold = target.judgedAt === 'ownDivision' || asOf < plan.period.from ? null : target.threshold;
  return {
    code: codeOf(child.key),
    name: child.name,
    level: child.level,
    numerator: figure.numerator,
    denominator: isCount(formula) ? null : figure.denominator,
    value,
    failing: figure.failing,
    met: value === null || threshold === null ? null : value >= threshold,
  };
}
