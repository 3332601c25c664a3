import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { OwnDataPart } from '#platform/personal-data/own-data.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { endConsents } from '../consent-store.ts';
import { storeClosed } from '../person-store.ts';
import { readUnsettled } from '../queries/get-own-data.ts';
import { requirePersonLocked } from '../require-person.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * The holder closes the account: sessions, telephone, hats and name go at once; the consents stay as proof until retention
 * ends them; files of procedures stay, as the law asks. The same telephone may open another account, which knows nothing of this one.
 * @throws PERSON_ONLY, ACCOUNT_UNSETTLED while something is under way
 */
export async function closeOwnAccount(context: Context, parts: readonly OwnDataPart[]): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    const person = await requirePersonLocked(context, tx);
    const unsettled = await readUnsettled(context, parts);
    if (unsettled.length > 0) throw refuse(accountErrors.ACCOUNT_UNSETTLED, { what: unsettled.join('；') });
    await deleteSessionsOf(tx, person.id);
    for (const part of parts) await part.forget?.(tx, String(person.id), 'partyMember');
    const consents = await endConsents(tx, person.id, context.now);
    await storeClosed(tx, person.id, context.now);
    await audit(tx, context, { action: 'person.closed', subject: { type: 'person', id: person.id, district: 0 }, details: { by: 'holder', consents } });
  });
}
