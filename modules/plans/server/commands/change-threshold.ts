import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { planErrors } from '../../contract/errors.ts';
import type { Target } from '../../contract/plan-target.ts';
import { checkTarget } from '../domain/check-target.ts';
import { getPlanVersion } from '../plan-store.ts';
import { storePlan } from './store-plan.ts';

export interface ThresholdChange {
  plan: string;
  target: string;
  threshold: number;
  deadline?: string;
  reason: string;
  /** the version the editor saw */
  baseVersion: number;
}

/**
 * A changed threshold is a new version of the plan with a reason; reports made before keep the old one.
 * Only whoever looks after the plan's own division may change it; everyone may see it.
 * @throws PERMISSION_MISSING, PLAN_NOT_FOUND, PLAN_OTHER_PLACE, TARGET_NOT_FOUND, PLAN_VERSION_CONFLICT, THRESHOLD_INVALID
 */
export async function changeThreshold(context: Context, change: ThresholdChange): Promise<{ version: number }> {
  requirePermission(context.actor, 'plan.edit');
  if (!(change.threshold > 0)) throw refuse(planErrors.THRESHOLD_INVALID, { problem: '目标值须大于 0。' });
  return inTransaction(context.platform.db, async (tx) => {
    const { rows } = await sql<{
      version: number;
      file_digest: string;
    }>`select version, file_digest from plans where plan_id = ${change.plan} for update`.execute(tx);
    const [current] = rows;
    if (!current) throw refuse(planErrors.PLAN_NOT_FOUND, { plan: change.plan });
    const { plan } = await getPlanVersion(tx, change.plan, current.version);
    if (!isWithin(Number(plan.division), context.actor.range)) throw refuse(planErrors.PLAN_OTHER_PLACE, { plan: plan.shortName });
    if (current.version !== change.baseVersion) throw refuse(planErrors.PLAN_VERSION_CONFLICT, { version: current.version });
    const target = plan.targets.find((candidate) => candidate.id === change.target);
    if (!target) throw refuse(planErrors.TARGET_NOT_FOUND, { target: change.target });
    const next = changed(target, change);
    const [problem] = checkTarget(plan, next, []);
    if (problem) throw refuse(planErrors.THRESHOLD_INVALID, { problem: `${problem.message}${problem.suggestion}` });
    const version = current.version + 1;
    await storePlan(
      tx,
      context,
      { ...plan, version, targets: plan.targets.map((one) => (one === target ? next : one)) },
      { reason: change.reason, fileDigest: current.file_digest },
    );
    return { version };
  });
}

/** A number that the policy does not name is the office's own setting, also where it named none. */
function changed(target: Target, change: ThresholdChange): Target {
  const deadline = change.deadline ? { deadline: change.deadline } : {};
  return { ...target, threshold: change.threshold, comparison: '>=', thresholdBasis: 'setting', ...deadline };
}
