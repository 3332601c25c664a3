import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import type { ActivityPlan } from '../../contract/activity-plan.ts';
import { activityErrors } from '../../contract/errors.ts';
import type { StoredPlan } from '../activity-plan-store.ts';
import { requireItem, requireOwnPlan } from '../plan-office.ts';
import { presentPlan } from '../present-plan.ts';

interface Link {
  id: number;
  item: number;
  activityId: number;
}

/** Says that an activity of the register carried an item out; others may say so of theirs. @throws ACTIVITY_PLAN_NOT_FOUND, ACTIVITY_PLAN_NOT_YOURS, ACTIVITY_NOT_FOUND */
export async function linkActivity(context: Context, link: Link): Promise<ActivityPlan> {
  return onItem(context, link, 'activityPlan.linked', async (tx, plan) => {
    const found = await findWhereItLies(tx, link.activityId, async (district) => {
      const { rows } = await sql`
        select from activities a where a.district = ${district} and a.id = ${link.activityId} and ${inRange(context.actor.range, 'a')}`.execute(tx);
      return rows[0];
    });
    if (!found) throw refuse(activityErrors.ACTIVITY_NOT_FOUND);
    await sql`insert into activity_plan_links (district, plan_id, item_id, activity_id, linked_by_name, linked_at)
      values (${plan.district}, ${plan.id}, ${link.item}, ${link.activityId}, ${context.actor.name}, ${context.now}) on conflict do nothing`.execute(tx);
  });
}

/** @throws ACTIVITY_PLAN_NOT_FOUND, ACTIVITY_PLAN_NOT_YOURS */
export async function unlinkActivity(context: Context, link: Link): Promise<ActivityPlan> {
  return onItem(context, link, 'activityPlan.unlinked', async (tx, plan) => {
    await sql`delete from activity_plan_links where district = ${plan.district} and item_id = ${link.item} and activity_id = ${link.activityId}`.execute(tx);
  });
}

async function onItem(
  context: Context,
  { id, item, activityId }: Link,
  action: string,
  act: (tx: Transaction, plan: StoredPlan) => Promise<void>,
): Promise<ActivityPlan> {
  requirePermission(context.actor, 'activity.plan');
  return inTransaction(context.platform.db, async (tx) => {
    const plan = await requireOwnPlan(tx, context, id);
    const { name } = await requireItem(tx, plan, item);
    await act(tx, plan);
    const shown = await presentPlan(tx, context, plan);
    await audit(tx, context, { action, subject: { type: 'activityPlan', id, district: plan.district }, details: { item: name, activity: activityId } });
    return shown;
  });
}
