import { findOrganization } from '#modules/organizations/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { countInDatabase } from '#platform/limits/request-counters.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { CLAIM_CODE_DIGITS, CLAIM_TRIES } from '../../contract/claim.ts';
import { filingErrors } from '../../contract/errors.ts';
import { claimCodeIndex } from '../claim-codes.ts';
import { endClaimOf, findClaim, insertClaim, lockCode, useCode } from '../claim-store.ts';
import type { FilingMeans } from '../means.ts';

const HOUR_SECONDS = 3600;

export interface Claimed {
  organizationId: number;
  organizationName: string;
}

/**
 * Makes the account that knows the code the one that leads the organization, in place of whoever led it before. Tries are counted
 * before they are looked at, right ones too.
 * @throws CLAIM_CODE_WRONG alike for unknown, used and expired codes, CLAIM_TOO_OFTEN
 */
export async function claimOrganization(context: Context, means: FilingMeans, code: string): Promise<Claimed> {
  requirePermission(context.actor, 'filing.apply');
  await countTry(context);
  const isCode = code.replaceAll(/\D/g, '').length === CLAIM_CODE_DIGITS;
  const claimed = isCode ? await inTransaction(context.platform.db, (tx) => claim(tx, context, means, code)) : undefined;
  if (claimed) return claimed;
  await inTransaction(context.platform.db, (tx) =>
    audit(tx, context, { action: 'filing.claimRefused', subject: { type: 'account', id: context.actor.id, district: 0 } }),
  );
  throw refuse(filingErrors.CLAIM_CODE_WRONG);
}

async function countTry({ platform: { db, cipher }, actor, origin, now }: Context): Promise<void> {
  const subjects = [`account ${actor.id}`, `address ${origin}`].map((who) => cipher.digest(`claim ${who}`, 'request_counts.subject'));
  const [account, address] = await countInDatabase(db)(subjects, HOUR_SECONDS, now);
  const full = [
    ...(account && account.requests > CLAIM_TRIES.account ? [account] : []),
    ...(address && address.requests > CLAIM_TRIES.address ? [address] : []),
  ];
  const latest = Math.max(...full.map(({ endsAt }) => endsAt.getTime()));
  if (full.length > 0) throw refuse(filingErrors.CLAIM_TOO_OFTEN, { minutes: Math.max(1, Math.ceil((latest - now.getTime()) / 60_000)) });
}

async function claim(tx: Transaction, context: Context, means: FilingMeans, code: string): Promise<Claimed | undefined> {
  const { actor, now } = context;
  await holdPlaces(tx);
  const stored = await lockCode(tx, claimCodeIndex(context, code));
  if (!stored || stored.expiresAt <= now) return undefined;
  // the code is the right to it, wherever it lies
  const organization = await findOrganization(tx, stored.organizationId, rangeOf(NATION_KEY, 'nation'), true);
  if (!organization || organization.endedOn !== null) return undefined;
  const { id: organizationId, name: organizationName, district, div } = organization;
  const former = await findClaim(tx, organization);
  await useCode(tx, stored, actor.id, now);
  if (former?.claimantId !== actor.id) {
    if (former) await endClaimOf(tx, former, actor.id, now);
    const id = await nextRecordId(tx, district);
    await insertClaim(tx, { ...organization, organizationId }, { id, claimantId: actor.id, claimantName: actor.name, claimedAt: now });
    await means.nameLeader(tx, context, { accountId: actor.id, div, organizationId });
  }
  await audit(tx, context, {
    action: 'filing.claimed',
    subject: { type: 'organization', id: organizationId, district },
    details: { code: stored.id, formerClaimant: former?.claimantId ?? null },
  });
  return { organizationId, organizationName };
}
