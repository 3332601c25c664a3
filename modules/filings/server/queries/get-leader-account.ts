import { findOrganization } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import type { LeaderAccount } from '../../contract/claim.ts';
import { mayHandOut } from '../commands/issue-claim-code.ts';
import { findClaim, findOpenCode } from '../claim-store.ts';

/** Who leads an organization by a code, and whether one is out. @throws RECORD_NOT_FOUND */
export async function getLeaderAccount(context: Context, organizationId: number): Promise<LeaderAccount> {
  requirePermission(context.actor, 'filing.read');
  const { db } = context.platform;
  const organization = await findOrganization(db, organizationId, context.actor.range);
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const [claim, code] = await Promise.all([findClaim(db, organization), findOpenCode(db, organization, context.now)]);
  return {
    version: organization.version,
    claim: claim ? { claimantName: claim.claimantName, claimedAt: claim.claimedAt.toISOString() } : null,
    openCode: code ? { issuedByName: code.issuedByName, issuedAt: code.issuedAt.toISOString(), expiresAt: code.expiresAt.toISOString() } : null,
    mayIssue: organization.endedOn === null && can(context.actor, 'filing.enter') && mayHandOut(context, organization),
  };
}
