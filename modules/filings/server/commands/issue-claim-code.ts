import { randomInt } from 'node:crypto';
import { findOrganization, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { CLAIM_CODE_DAYS, CLAIM_CODE_DIGITS, type IssuedClaimCode } from '../../contract/claim.ts';
import { filingErrors } from '../../contract/errors.ts';
import { STATUSES } from '../../contract/workflow.ts';
import { bodyNames } from '../domain/next-step.ts';
import { statusOf } from '../domain/organization-status.ts';
import { bodiesOf } from '../bodies.ts';
import { claimCodeIndex } from '../claim-codes.ts';
import { endCodesOf, insertCode } from '../claim-store.ts';

const DAY_MS = 86_400_000;
/** The community that keeps its ledger, the street that files it, the district that registers it. */
const HANDS_OUT = ['committee', 'street', 'registrationAuthority'] as const;

/**
 * A code for the leader of an organization, shown this once; an earlier one that was not used is worth nothing from now on.
 * @throws RECORD_NOT_FOUND, CLAIM_RECORD_CHANGED, FILING_NOT_YOURS, CLAIM_ENDED
 */
export async function issueClaimCode(context: Context, input: { id: number; version: number }): Promise<IssuedClaimCode> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'filing.enter');
  const organizationId = input.id;
  const digits = Array.from({ length: CLAIM_CODE_DIGITS }, () => randomInt(10)).join('');
  const expiresAt = new Date(now.getTime() + CLAIM_CODE_DAYS * DAY_MS);
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const organization = await lockOrganization(tx, context, input, '发放认领码');
    const status = statusOf(organization);
    if (organization.endedOn !== null) throw refuse(filingErrors.CLAIM_ENDED, { name: organization.name, status: STATUSES[status] });
    await endCodesOf(tx, organization, now);
    const id = await nextRecordId(tx, organization.district);
    const issued = { issuedAt: now, issuedBy: actor.id, issuedByName: actor.name, expiresAt };
    await insertCode(tx, { ...organization, organizationId }, { id, codeIndex: claimCodeIndex(context, digits), ...issued });
    await audit(tx, context, {
      action: 'filing.claimCodeIssued',
      subject: { type: 'organization', id: organizationId, district: organization.district },
      details: { code: id, expiresAt: expiresAt.toISOString() },
    });
    const code = digits.replace(/(\d{4})(?=\d)/g, '$1 ');
    return { code, organizationId: String(organizationId), organizationName: organization.name, expiresAt: expiresAt.toISOString() };
  });
}

/** The organization, locked, in the version the caller saw, for an office whose own it is. @throws RECORD_NOT_FOUND, CLAIM_RECORD_CHANGED, FILING_NOT_YOURS */
export async function lockOrganization(
  tx: Transaction,
  context: Context,
  { id, version }: { id: number; version: number },
  doing: string,
): Promise<OrganizationStanding> {
  const organization = await findOrganization(tx, id, context.actor.range, true);
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  if (organization.version !== version) throw refuse(filingErrors.CLAIM_RECORD_CHANGED, { version: organization.version });
  if (!mayHandOut(context, organization)) throw refuse(filingErrors.FILING_NOT_YOURS, { action: doing, bodies: bodyNames(HANDS_OUT) });
  return organization;
}

/** Whether the actor's office is one of those that know the organization's leader. */
export function mayHandOut({ actor }: Context, { div }: { div: number }): boolean {
  const bodies = bodiesOf(actor, { div, applicantId: '' });
  return HANDS_OUT.some((body) => bodies.has(body));
}
