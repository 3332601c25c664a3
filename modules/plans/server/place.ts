import { spanOf } from '#engines/indicators/world.ts';
import { resolveDivisions } from '#modules/divisions/server/public.ts';
import type { Actor } from '#platform/access/actor.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type Day, isDay } from '#shared/day.ts';
import { codeOf, isWithin, type KeyRange, keyOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { planErrors } from '../contract/errors.ts';
import type { PlanFile } from '../contract/plan-file.ts';

/** The division a figure is asked for. */
export interface Place {
  key: number;
  range: KeyRange;
  /** true for the plan's own division, false for one below it */
  isPlansOwn: boolean;
}

/**
 * Finds the division asked for, by key or official code; without one, the plan's own, or the caller's own where that
 * lies below the plan's. What lies outside the jurisdiction is as unknown as what does not exist.
 * @throws PERMISSION_MISSING, DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN
 */
export async function findPlace(context: Context, plan: PlanFile, division: string | undefined, boundariesOf?: Day): Promise<Place> {
  requirePermission(context.actor, 'plan.read');
  return placeOf(context, plan, division, await resolveKey(context, division, boundariesOf));
}

/** The same where the division was looked up beside the plan. @param asked the key of `division` */
export function placeOf(context: Context, plan: PlanFile, division: string | undefined, asked: number | undefined): Place {
  requirePermission(context.actor, 'plan.read');
  const own = Number(plan.division);
  const key = division === undefined ? defaultKey(context.actor, own) : asked;
  requireInPlan(key ?? keyOf(division ?? ''), own, division);
  if (key === undefined) throw refuse(planErrors.DIVISION_UNKNOWN, { division: division ?? '' });
  return { key, range: spanOf(key), isPlansOwn: key === own };
}

/** Judged by the code alone where the division is not to be seen, so that the answer tells nothing of it. @throws DIVISION_OUTSIDE_PLAN */
function requireInPlan(key: number | undefined, plansOwn: number, division: string | undefined): void {
  if (key !== undefined && !isWithin(key, spanOf(plansOwn))) throw refuse(planErrors.DIVISION_OUTSIDE_PLAN, { division: division ?? codeOf(key) });
}

function defaultKey(actor: Actor, own: number): number {
  return isWithin(own, actor.range) ? own : actor.division;
}

/** Within the boundaries of a past day a former division is itself, else whoever stands there today. @returns undefined for none, and for what the caller cannot see */
export async function resolveKey(context: Context, division: string | undefined, boundariesOf: Day | undefined): Promise<number | undefined> {
  if (division === undefined) return undefined;
  const found = (await resolveDivisions(context.platform.db, [division], boundariesOf ?? context.today)).get(division);
  const key = found && boundariesOf !== undefined && found.inForceOn ? found.recordedKey : found?.key;
  return key !== undefined && isWithin(key, context.actor.range) ? key : undefined;
}

/** The day asked for, today by default. @throws DAY_INVALID */
export function dayOrToday(context: Context, asOf: string | undefined): Day {
  if (asOf === undefined) return context.today;
  if (!isDay(asOf)) throw refuse(planErrors.DAY_INVALID, { day: asOf });
  return asOf;
}

/** Whose divisions a figure is counted in: today's, or those in force on its day. */
export type Boundaries = 'today' | 'then';

/** @returns the day whose divisions are meant; undefined for today's */
export function boundariesDay(asOf: Day, boundaries: Boundaries | undefined): Day | undefined {
  return boundaries === 'then' ? asOf : undefined;
}
