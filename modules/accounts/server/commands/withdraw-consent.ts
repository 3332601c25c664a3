import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { OwnDataPart } from '#platform/personal-data/own-data.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import type { ConsentId } from '../../contract/purposes.ts';
import { endConsents } from '../consent-store.ts';
import { forgetHat } from '../person-store.ts';
import { requirePersonLocked } from '../require-person.ts';

/**
 * Takes a consent back; what was kept for it goes at once (PIPL art. 15, 47), in every module that kept it. Without the account's own
 * consent there is no account: that is `closeOwnAccount`. @throws PERSON_ONLY, CONSENT_NOT_GIVEN, CONSENT_IS_THE_ACCOUNT
 */
export async function withdrawConsent(context: Context, purpose: ConsentId, parts: readonly OwnDataPart[]): Promise<void> {
  if (purpose === 'account') throw refuse(accountErrors.CONSENT_IS_THE_ACCOUNT);
  await inTransaction(context.platform.db, async (tx) => {
    const person = await requirePersonLocked(context, tx);
    if ((await endConsents(tx, person.id, context.now, purpose)) === 0) throw refuse(accountErrors.CONSENT_NOT_GIVEN);
    await forgetHat(tx, person.id, purpose === 'residence' ? 'resident' : purpose);
    for (const part of parts) await part.forget?.(tx, String(person.id), purpose);
    await audit(tx, context, { action: 'consent.withdrawn', subject: { type: 'person', id: person.id, district: 0 }, details: { purpose } });
  });
}
