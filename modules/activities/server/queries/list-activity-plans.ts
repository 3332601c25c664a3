import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { ActivityPlan, HeldActivity, PlanSummary } from '../../contract/activity-plan.ts';
import { countPlans, readCandidates, readPlans } from '../activity-plan-store.ts';
import { requireItem, requirePlan } from '../plan-office.ts';
import { presentHeld, presentPlan, presentPlans } from '../present-plan.ts';

/** Plans of the offices of the jurisdiction, the latest year first. */
export async function listActivityPlans(
  context: Context,
  { year, limit, cursor, withTotal }: PageQuery & { year?: number | undefined },
): Promise<Page<PlanSummary>> {
  requirePermission(context.actor, 'activity.read');
  const { db } = context.platform;
  const { range } = context.actor;
  const [afterYear, id] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const after = Number.isSafeInteger(afterYear) && Number.isSafeInteger(id) ? { year: Number(afterYear), id: Number(id) } : null;
  const rows = await readPlans(db, { range, year: year ?? null, after, limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: await presentPlans(db, context, rows.slice(0, limit)),
    nextCursor: last ? encodeCursor([last.year, last.id]) : null,
    total: withTotal ? await countPlans(db, range, year ?? null) : null,
  };
}

/** @throws ACTIVITY_PLAN_NOT_FOUND */
export async function getActivityPlan(context: Context, id: number): Promise<ActivityPlan> {
  requirePermission(context.actor, 'activity.read');
  const { db } = context.platform;
  return presentPlan(db, context, await requirePlan(db, context, id));
}

/** What of the register could have carried an item out. `total` is not counted here. @throws ACTIVITY_PLAN_NOT_FOUND */
export async function listPlanCandidates(context: Context, { id, item, limit, cursor }: PageQuery & { id: number; item: number }): Promise<Page<HeldActivity>> {
  requirePermission(context.actor, 'activity.read');
  const { db } = context.platform;
  const plan = await requirePlan(db, context, id);
  const [startedOn, afterId] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const after =
    typeof startedOn === 'string' && /^\d{4}-\d\d-\d\d$/.test(startedOn) && Number.isSafeInteger(afterId) ? { startedOn, id: Number(afterId) } : null;
  const rows = await readCandidates(db, context.actor.range, { plan, item: await requireItem(db, plan, item), after, limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(presentHeld), nextCursor: last ? encodeCursor([last.startedOn, last.id]) : null, total: null };
}
