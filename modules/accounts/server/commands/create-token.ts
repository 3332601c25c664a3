import { digestOfToken, newSecretToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { addDays, type Day } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { TOKEN_DAYS } from '../../contract/limits.ts';
import { auditAccount } from '../account-events.ts';
import { findAccountByName } from '../account-store.ts';
import { insertToken } from '../token-store.ts';

export interface CreatedToken {
  /** shown once: `Authorization: Bearer …` */
  token: string;
  /** first day on which it no longer works */
  expiresOn: Day;
}

/**
 * A bearer token with the account's rights, for other programs. The local operator makes one for any account, anyone
 * else for themselves only.
 * @param input.expires first day on which it no longer works; a year from today unless said
 * @throws ACCOUNT_NOT_FOUND, ACCOUNT_DISABLED, TOKEN_DAY_PAST
 */
export async function createToken(context: Context, input: { account: string; expires?: Day | undefined }): Promise<CreatedToken> {
  const { db } = context.platform;
  const expiresOn = input.expires ?? addDays(context.today, TOKEN_DAYS);
  if (expiresOn <= context.today) throw refuse(accountErrors.TOKEN_DAY_PAST, { day: expiresOn });
  const account = await findAccountByName(db, input.account);
  if (!account || !mayMakeFor(context, account.id)) throw refuse(accountErrors.ACCOUNT_NOT_FOUND, { account: input.account });
  if (account.disabledAt) throw refuse(accountErrors.ACCOUNT_DISABLED, { account: account.name });
  const token = newSecretToken();
  await inTransaction(db, async (tx) => {
    const id = await nextRecordId(tx, districtOf(account.div));
    await insertToken(tx, { id, accountId: account.id, createdAt: context.now, createdBy: context.actor.id, expiresOn }, digestOfToken(token));
    await auditAccount(tx, context, 'token.created', account, { token: id, expiresOn });
  });
  return { token, expiresOn };
}

function mayMakeFor({ actor }: Context, accountId: number): boolean {
  return actor.grants.has('*') || actor.id === String(accountId);
}
