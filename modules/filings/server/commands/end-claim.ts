import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { endClaimOf, endCodesOf, findClaim } from '../claim-store.ts';
import { lockOrganization } from './issue-claim-code.ts';

/**
 * Takes an organization back from the account that claimed it, with a code that was not used: the leader left, or the wrong person has it.
 * Applications that were begun stay with whoever began them. @throws RECORD_NOT_FOUND, CLAIM_RECORD_CHANGED, FILING_NOT_YOURS, CLAIM_NOBODY
 */
export async function endClaim(context: Context, input: { id: number; version: number; reason: string }): Promise<void> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'filing.enter');
  const { id: organizationId, reason } = input;
  await inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const organization = await lockOrganization(tx, context, input, '收回负责人账号');
    const claim = await findClaim(tx, organization);
    const hadCode = await endCodesOf(tx, organization, now);
    if (!claim && !hadCode) throw refuse(filingErrors.CLAIM_NOBODY);
    if (claim) await endClaimOf(tx, claim, actor.id, now);
    await audit(tx, context, {
      action: 'filing.claimEnded',
      subject: { type: 'organization', id: organizationId, district: organization.district },
      details: { claimant: claim?.claimantId ?? null, reason },
    });
  });
}
