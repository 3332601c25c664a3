import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { listPlansInForce } from '../plan-store.ts';

export interface PlanSummary {
  id: string;
  name: string;
  shortName: string;
  issuer: string;
  division: string;
  period: { from: string; to: string };
  version: number;
  status: 'inForce' | 'consultationDraft';
  /** number of targets */
  targets: number;
}

/** The plans in force. Plans are public documents, so everyone with the right to read plans sees all. */
export async function listPlans(context: Context): Promise<PlanSummary[]> {
  requirePermission(context.actor, 'plan.read');
  return (await listPlansInForce(context.platform.db)).map(({ plan, version }) => ({
    id: plan.id,
    name: plan.name,
    shortName: plan.shortName,
    issuer: plan.issuer,
    division: plan.division,
    period: plan.period,
    version,
    status: plan.status,
    targets: plan.targets.length,
  }));
}
