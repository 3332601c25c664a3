import { readTreeEdition } from '#modules/divisions/server/public.ts';
import { listMeasures, type Measure } from '#modules/indicators/server/public.ts';
import type { FigureFormula } from '#engines/indicators/formula.ts';
import type { Context } from '#platform/context.ts';
import { onOneConnection } from '#platform/db/asked-together.ts';
import type { Day } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { planErrors } from '../contract/errors.ts';
import type { PlanFile } from '../contract/plan-file.ts';
import type { Target } from '../contract/plan-target.ts';
import { figuresOf } from './domain/target-figures.ts';
import { type Boundaries, boundariesDay, dayOrToday, type Place, placeOf, resolveKey } from './place.ts';
import { getPlanInForce } from './plan-store.ts';

export interface TargetRequest {
  plan: string;
  target: string;
  division?: string | undefined;
  asOf?: string | undefined;
  /** count in today's divisions (default) or in those of the day */
  boundaries?: Boundaries | undefined;
}

/** One figure of one target in one place on one day: where every drill-down starts. */
export interface TargetPlace {
  plan: PlanFile;
  target: Target;
  formula: FigureFormula;
  measure: Measure;
  place: Place;
  asOf: Day;
  /** the day whose divisions are counted in, if not today's */
  boundariesOf: Day | undefined;
  /** of the tree, for names of divisions */
  treeEdition: number;
}

/** @throws PLAN_NOT_FOUND, TARGET_NOT_FOUND, TARGET_HAS_NO_FIGURE, DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN, DAY_INVALID */
export async function findTargetPlace(context: Context, request: TargetRequest): Promise<TargetPlace> {
  const asOf = dayOrToday(context, request.asOf);
  const boundariesOf = boundariesDay(asOf, request.boundaries);
  const [{ plan, measures }, counted, key, treeEdition] = await onOneConnection(context.platform.db, (db) =>
    Promise.all([
      getPlanInForce(db, request.plan),
      listMeasures(db),
      resolveKey({ ...context, platform: { ...context.platform, db } }, request.division, boundariesOf),
      readTreeEdition(db),
    ]),
  );
  const target = plan.targets.find((candidate) => candidate.id === request.target);
  if (!target) throw refuse(planErrors.TARGET_NOT_FOUND, { target: request.target });
  const [figure] = figuresOf(target.formula);
  const [id] = measures.get(target.id) ?? [];
  const measure = counted.find((candidate) => candidate.id === id);
  if (!figure || !measure) throw refuse(planErrors.TARGET_HAS_NO_FIGURE, { target: target.name });
  return { plan, target, formula: figure.formula, measure, place: placeOf(context, plan, request.division, key), asOf, boundariesOf, treeEdition };
}
