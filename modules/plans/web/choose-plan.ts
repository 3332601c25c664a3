import type { z } from 'zod';
import type { planSummarySchema } from '../contract/routes.ts';

export type PlanSummary = z.infer<typeof planSummarySchema>;

/** Digits of a code that tell the division itself: 440100000000 → 4401, the nation → ''. */
export function significantDigits(code: string): string {
  const parts = [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6, 9), code.slice(9, 12)];
  const last = parts.findLastIndex((part) => Number(part) > 0);
  return parts.slice(0, last + 1).join('');
}

/** Whether a division lies in another one or is it. */
export function isWithinCode(code: string, above: string): boolean {
  return code.startsWith(significantDigits(above));
}

/** Whether somebody of that division has figures of the plan to see: its own area, or a part, lies in the plan's or the other way round. */
export function concerns(plan: PlanSummary, division: string | null): boolean {
  return division === null || isWithinCode(division, plan.division) || isWithinCode(plan.division, division);
}

/** The plan nearest to a division: the one of the smallest area that holds it, the latest of several. */
export function choosePlan(plans: readonly PlanSummary[], division: string | null): PlanSummary | undefined {
  const fitting = division === null ? [...plans] : plans.filter((plan) => isWithinCode(division, plan.division));
  const candidates = fitting.length > 0 ? fitting : [...plans];
  return candidates.sort(
    (one, other) => significantDigits(other.division).length - significantDigits(one.division).length || other.period.from.localeCompare(one.period.from),
  )[0];
}
