import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { hasSections, storeOfficeClosed } from '../office-store.ts';
import { requireOffice } from '../require-account.ts';

/** Closes an office without accounts in use. @throws OFFICE_NOT_FOUND, OFFICE_HAS_ACCOUNTS, OFFICE_HAS_SECTIONS */
export async function closeOffice(context: Context, id: number): Promise<void> {
  requirePermission(context.actor, 'account.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const office = await requireOffice(context, tx, id);
    if (office.accounts > 0) throw refuse(accountErrors.OFFICE_HAS_ACCOUNTS, { name: office.name, count: office.accounts });
    if (await hasSections(tx, id)) throw refuse(accountErrors.OFFICE_HAS_SECTIONS, { name: office.name });
    await storeOfficeClosed(tx, id, context.now);
    await audit(tx, context, { action: 'office.closed', subject: { type: 'office', id, district: districtOf(office.div) }, details: { name: office.name } });
  });
}
