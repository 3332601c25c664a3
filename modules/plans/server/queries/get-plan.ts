import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { PlanFile } from '../../contract/plan-file.ts';
import { getPlanInForce } from '../plan-store.ts';

export interface PlanPage {
  plan: PlanFile;
  version: number;
  versions: { version: number; reason: string; createdAt: string; createdBy: string; inForce: boolean }[];
}

/** A plan as issued and as data, with the history of its versions. @throws PLAN_NOT_FOUND */
export async function getPlan(context: Context, planId: string): Promise<PlanPage> {
  requirePermission(context.actor, 'plan.read');
  const { plan, version } = await getPlanInForce(context.platform.db, planId);
  const { rows } = await sql<{ version: number; reason: string; created_at: Date; created_by: string }>`
    select version, reason, created_at, created_by from plan_versions where plan_id = ${planId} order by version desc`.execute(context.platform.db);
  return {
    plan,
    version,
    versions: rows.map((row) => ({
      version: row.version,
      reason: row.reason,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      inForce: row.version === version,
    })),
  };
}
