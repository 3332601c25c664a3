import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import type { Duty } from '../../contract/roles.ts';
import { auditAccount } from '../account-events.ts';
import { insertAccount } from '../account-store.ts';
import { type IssuedLink, issueLink } from '../issue-link.ts';
import { requireOffice } from '../require-account.ts';

export interface NewAccountInput {
  officeId: number;
  name: string;
  displayName: string;
  duty: Duty;
}

/**
 * Opens an account without a password; its holder chooses one through the link. It may do nothing until the security
 * administrator grants a post.
 * @throws OFFICE_NOT_FOUND, ACCOUNT_NAME_TAKEN
 */
export async function createAccount(context: Context, input: NewAccountInput): Promise<IssuedLink & { id: number }> {
  requirePermission(context.actor, 'account.manage');
  return inTransaction(context.platform.db, async (tx) => {
    const office = await requireOffice(context, tx, input.officeId);
    const id = await nextRecordId(tx, districtOf(office.div));
    const account = {
      id,
      officeId: office.id,
      name: input.name,
      displayName: input.displayName,
      duty: input.duty,
      demonstration: false,
      createdAt: context.now,
      createdBy: context.actor.id,
    };
    if (!(await insertAccount(tx, account)))
      throw refuse(accountErrors.ACCOUNT_NAME_TAKEN, { account: input.name }, [{ path: 'name', message: '已有人使用，请换一个。' }]);
    const link = await issueLink(tx, { purpose: 'invitation', accountId: id }, context.now);
    await auditAccount(tx, context, 'account.created', { id, div: office.div }, { name: input.name, office: office.id, duty: input.duty });
    return { id, ...link };
  });
}
