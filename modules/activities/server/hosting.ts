import { findOrganization, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { activityErrors } from '../contract/errors.ts';
import { OCCASION_STATES } from '../contract/occasion.ts';
import type { ActivityMeans } from './means.ts';
import { findOccasion, type StoredOccasion } from './occasion-store.ts';

/** Who arranges an activity: an office for the organizations of its jurisdiction, or whoever leads the organization. */
export type Side = 'office' | 'own';

/** The right itself, asked again behind the route. @throws PERMISSION_MISSING */
export function requireSide({ actor }: Context, side: Side, office: 'activity.read' | 'activity.work'): void {
  requirePermission(actor, side === 'own' ? 'activity.join' : office);
}

/** @throws RECORD_NOT_FOUND for what lies outside or is led by somebody else, ORGANIZATION_ENDED */
export async function requireHost(
  db: Database | Transaction,
  context: Context,
  means: ActivityMeans,
  side: Side,
  organizationId: number,
): Promise<OrganizationStanding> {
  const { actor } = context;
  const organization = await findOrganization(db, organizationId, actor.range);
  if (!organization || (side === 'own' && !(await means.leads(db, organizationId, actor.id)))) throw refuse(accessErrors.RECORD_NOT_FOUND);
  if (organization.endedOn !== null && organization.endedOn <= context.today) throw refuse(activityErrors.ORGANIZATION_ENDED, { name: organization.name });
  return organization;
}

/** An occasion of the jurisdiction, or of an organization that the caller leads. @throws OCCASION_NOT_FOUND */
export async function requireOccasion(
  db: Database | Transaction,
  context: Context,
  means: ActivityMeans,
  side: Side,
  id: number,
  lock = false,
): Promise<StoredOccasion> {
  const occasion = await findOccasion(db, id, context.actor.range, lock);
  if (!occasion || (side === 'own' && !(await means.leads(db, occasion.organizationId, context.actor.id)))) throw refuse(activityErrors.OCCASION_NOT_FOUND);
  return occasion;
}

/** @throws OCCASION_CHANGED, OCCASION_NOT_OPEN */
export function requireOpen(occasion: StoredOccasion, version: number | undefined, action: string): void {
  if (version !== undefined && occasion.version !== version) throw refuse(activityErrors.OCCASION_CHANGED);
  if (occasion.state !== 'open') throw refuse(activityErrors.OCCASION_NOT_OPEN, { state: OCCASION_STATES[occasion.state], action });
}
