import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { setDisabled } from '../account-store.ts';
import { findPersonByPhone, lockPerson } from '../person-store.ts';
import { phoneIndexOf } from '../phone-digests.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * Closes or reopens a person's account by the telephone: closed, its sessions end at once and no code is sent to it. The local
 * operator does it, as persons belong to no branch. @throws PERMISSION_MISSING, PHONE_INVALID, PERSON_NOT_FOUND
 */
export async function setPersonClosed(context: Context, typed: string, closed: boolean): Promise<void> {
  requirePermission(context.actor, '*');
  const phone = readMobilePhone(typed);
  if (!phone) throw refuse(accountErrors.PHONE_INVALID);
  await inTransaction(context.platform.db, async (tx) => {
    const found = await findPersonByPhone(tx, phoneIndexOf(context, phone));
    const person = found && (await lockPerson(tx, found.id));
    if (!person) throw refuse(accountErrors.PERSON_NOT_FOUND);
    await setDisabled(tx, person.id, closed ? context.now : null);
    if (closed) await deleteSessionsOf(tx, person.id);
    await audit(tx, context, { action: closed ? 'person.closed' : 'person.reopened', subject: { type: 'person', id: person.id, district: 0 } });
  });
}
