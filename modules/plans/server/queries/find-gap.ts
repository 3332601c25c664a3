import { refuse } from '#shared/errors.ts';
import type { Context } from '#platform/context.ts';
import type { Gap } from '../../contract/drill-down.ts';
import { planErrors } from '../../contract/errors.ts';
import type { PlanFile } from '../../contract/plan-file.ts';
import { keyOf } from '#shared/division-code.ts';
import { listGaps } from './list-gaps.ts';

const PAGE = 200;

/**
 * One gap as it is today, within today's divisions.
 * @throws PLAN_NOT_FOUND, TARGET_NOT_FOUND, DIVISION_UNKNOWN, DIVISION_OUTSIDE_PLAN, GAP_NOT_THERE
 */
export async function findGap(
  context: Context,
  plan: PlanFile,
  { target, division, record }: { target: string; division: string; record: number | null },
): Promise<{ gap: Gap; div: number }> {
  const named = plan.targets.find(({ id }) => id === target);
  if (!named) throw refuse(planErrors.TARGET_NOT_FOUND, { target });
  let cursor: string | undefined;
  do {
    const page = await listGaps(context, { plan: plan.id, target, division, limit: PAGE, cursor, withTotal: false });
    const gap = page.items.find((one) => one.code === division && one.recordId === record);
    const div = gap && keyOf(gap.code);
    if (gap && div !== undefined) return { gap, div };
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  throw refuse(planErrors.GAP_NOT_THERE, { unit: division, target: named.name });
}
