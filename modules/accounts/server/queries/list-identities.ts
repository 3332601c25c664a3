import type { z } from 'zod';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { identitySchema } from '../../contract/schemas.ts';
import { readIdentities } from '../identity-store.ts';
import { requireAccount } from '../require-account.ts';

/** By which providers an account can be entered; the claim itself is shown to nobody. @throws ACCOUNT_NOT_FOUND */
export async function listIdentities(context: Context, id: number): Promise<z.input<typeof identitySchema>[]> {
  requirePermission(context.actor, 'account.read');
  const account = await requireAccount(context, context.platform.db, id);
  const rows = await readIdentities(context.platform.db, account.id);
  const nameOf = (provider: string) => context.platform.signIn.identityProviders.find((known) => known.id === provider)?.name ?? provider;
  return rows.map(({ provider, preparedAt, linkedAt }) => ({
    provider,
    providerName: nameOf(provider),
    preparedAt: preparedAt.toISOString(),
    linkedAt: linkedAt?.toISOString() ?? null,
  }));
}
