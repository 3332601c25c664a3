import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { ADMINISTRATOR_ROLES, ROLES } from '../contract/roles.ts';
import { type Account, readTopAdministrators } from './account-store.ts';

/** Any fixed number: two administrators who remove each other take turns. */
const LOCK = 6_027_523;

/**
 * Before an administrator of the whole installation goes: somebody else of the same duty must be able to sign in.
 * @throws ACCOUNT_TOP_ADMINISTRATOR
 */
export async function keepLastAdministrator(tx: Transaction, account: Account): Promise<void> {
  if (account.duty === 'business' || account.div !== NATION_KEY) return;
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  const others = (await readTopAdministrators(tx)).filter((other) => other.duty === account.duty && other.id !== account.id && other.passwordHash !== null);
  if (others.length > 0) return;
  throw refuse(accountErrors.ACCOUNT_TOP_ADMINISTRATOR, { account: account.name, role: ROLES[ADMINISTRATOR_ROLES[account.duty]].name });
}
