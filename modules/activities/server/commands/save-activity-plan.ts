import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { ActivityPlan, PlanInput } from '../../contract/activity-plan.ts';
import { activityErrors } from '../../contract/errors.ts';
import { readItems, type StoredPlan, writeItems } from '../activity-plan-store.ts';
import { requireOwnPlan, requirePlan } from '../plan-office.ts';
import { presentPlan } from '../present-plan.ts';

const subjectOf = ({ id, district }: Pick<StoredPlan, 'id' | 'district'>) => ({ type: 'activityPlan', id, district });

/** The own office's plan of a year. @throws ACTIVITY_PLAN_ALREADY */
export async function startActivityPlan(context: Context, year: number): Promise<ActivityPlan> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'activity.plan');
  return inTransaction(platform.db, async (tx) => {
    const div = actor.division;
    const district = districtOf(div);
    const id = await nextRecordId(tx, district);
    const { numAffectedRows } = await sql`
      insert into activity_plans (id, district, div, recorded_div, year, created_at, updated_at, updated_by_name)
      values (${id}, ${district}, ${div}, ${div}, ${year}, ${now}, ${now}, ${actor.name}) on conflict do nothing`.execute(tx);
    if ((numAffectedRows ?? 0n) === 0n) throw refuse(activityErrors.ACTIVITY_PLAN_ALREADY, { year });
    const shown = await presentPlan(tx, context, await requirePlan(tx, context, id));
    await audit(tx, context, { action: 'activityPlan.started', subject: subjectOf({ id, district }), details: { year } });
    return shown;
  });
}

/** The whole plan as it shall be; items that stay keep what was held for them. @throws ACTIVITY_PLAN_NOT_FOUND, ACTIVITY_PLAN_NOT_YOURS, ACTIVITY_PLAN_CHANGED */
export async function saveActivityPlan(context: Context, { id, version, features, items }: PlanInput & { id: number; version: number }): Promise<ActivityPlan> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'activity.plan');
  return inTransaction(platform.db, async (tx) => {
    const plan = await requireOwnPlan(tx, context, id);
    if (plan.version !== version) throw refuse(activityErrors.ACTIVITY_PLAN_CHANGED);
    const known = new Set((await readItems(tx, [plan])).map((item) => String(item.id)));
    if (items.some((item) => item.id !== undefined && !known.has(item.id))) throw refuse(activityErrors.ACTIVITY_PLAN_CHANGED);
    await writeItems(tx, plan, items);
    await sql`update activity_plans set features = ${features}, version = version + 1, updated_at = ${now}, updated_by_name = ${actor.name}
      where district = ${plan.district} and id = ${id}`.execute(tx);
    const shown = await presentPlan(tx, context, await requirePlan(tx, context, id));
    await audit(tx, context, { action: 'activityPlan.saved', subject: subjectOf(plan), details: { year: plan.year, items: items.length } });
    return shown;
  });
}
