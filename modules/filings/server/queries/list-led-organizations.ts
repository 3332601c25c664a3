import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { organizationsLedBy } from '../claim-store.ts';

const MOST = 50;

/** Ids of the organizations that the caller leads, for modules that offer these something to do. */
export async function listLedOrganizations(context: Context): Promise<number[]> {
  requirePermission(context.actor, 'filing.apply');
  return organizationsLedBy(context.platform.db, context.actor.id, MOST);
}
