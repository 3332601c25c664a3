import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import { claimIndexOf } from '../identity-digests.ts';
import { deleteIdentity, insertIdentity } from '../identity-store.ts';
import { requireAccountBelow } from '../require-account.ts';
import { deleteSessionsOf } from '../session-store.ts';

/**
 * An administrator says by which value of the provider's claim a person of the branch will be known. Nobody else can link an
 * account to an identity.
 * @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE, ACCOUNT_DISABLED, PROVIDER_UNKNOWN, IDENTITY_TAKEN
 */
export async function prepareIdentity(context: Context, id: number, input: { provider: string; value: string }): Promise<void> {
  requirePermission(context.actor, 'account.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const account = await requireAccountBelow(context, tx, id);
    if (account.disabledAt) throw refuse(accountErrors.ACCOUNT_DISABLED, { account: account.name });
    if (!context.platform.signIn.identityProviders.some((provider) => provider.id === input.provider)) throw refuse(accountErrors.PROVIDER_UNKNOWN);
    const claimIndex = claimIndexOf(context, input.provider, input.value);
    const identity = { accountId: id, provider: input.provider, claimIndex, preparedAt: context.now, preparedBy: context.actor.id };
    if (!(await insertIdentity(tx, identity))) throw refuse(accountErrors.IDENTITY_TAKEN);
    await auditAccount(tx, context, 'identity.prepared', account, { provider: input.provider });
  });
}

/** From now on the provider does not open the account; its sessions end. @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE, IDENTITY_NONE */
export async function removeIdentity(context: Context, id: number, provider: string): Promise<void> {
  requirePermission(context.actor, 'account.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const account = await requireAccountBelow(context, tx, id);
    if (!(await deleteIdentity(tx, id, provider))) throw refuse(accountErrors.IDENTITY_NONE);
    await deleteSessionsOf(tx, id);
    await auditAccount(tx, context, 'identity.removed', account, { provider });
  });
}
