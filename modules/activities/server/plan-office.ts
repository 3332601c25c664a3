import { findDivisions } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { type KeyRange, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../contract/errors.ts';
import { findPlan, readItems, type StoredItem, type StoredPlan } from './activity-plan-store.ts';

/** Everything at and below the division of an office. */
export async function rangeOfOffice(db: Database | Transaction, div: number): Promise<KeyRange> {
  const division = (await findDivisions(db, [div])).get(div);
  return division ? rangeOf(div, division.level) : { from: div, to: div + 1 };
}

/** A plan of the jurisdiction. @throws ACTIVITY_PLAN_NOT_FOUND */
export async function requirePlan(db: Database | Transaction, context: Context, id: number, lock = false): Promise<StoredPlan> {
  const plan = await findPlan(db, id, context.actor.range, lock);
  if (!plan) throw refuse(activityErrors.ACTIVITY_PLAN_NOT_FOUND);
  return plan;
}

/** The own office's plan, locked: others are seen, not written. @throws PERMISSION_MISSING, ACTIVITY_PLAN_NOT_FOUND, ACTIVITY_PLAN_NOT_YOURS */
export async function requireOwnPlan(tx: Transaction, context: Context, id: number): Promise<StoredPlan> {
  const { actor } = context;
  requirePermission(actor, 'activity.plan');
  const plan = await requirePlan(tx, context, id, true);
  if (actor.division !== plan.div && !actor.grants.has('*')) throw refuse(activityErrors.ACTIVITY_PLAN_NOT_YOURS);
  return plan;
}

/** @throws ACTIVITY_PLAN_NOT_FOUND for an item of another plan */
export async function requireItem(db: Database | Transaction, plan: StoredPlan, item: number): Promise<StoredItem> {
  const found = (await readItems(db, [plan])).find(({ id }) => id === item);
  if (!found) throw refuse(activityErrors.ACTIVITY_PLAN_NOT_FOUND);
  return found;
}
