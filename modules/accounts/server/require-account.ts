import { isWithin, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { accountErrors } from '../contract/errors.ts';
import { type Account, findAccount, lockAccount } from './account-store.ts';
import { findOffice, type Office } from './office-store.ts';
import { readPostsOf } from './post-store.ts';

/** An account of the caller's branch; one elsewhere looks absent. @throws ACCOUNT_NOT_FOUND */
export async function requireAccount(context: Context, db: Database, id: number): Promise<Account> {
  return withinBranch(context, await findAccount(db, id), id);
}

/** The same, locked for a change of somebody else's account. @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN */
export async function requireOthersAccount(context: Context, tx: Transaction, id: number): Promise<Account> {
  const account = withinBranch(context, await lockAccount(tx, id), id);
  const { id: actorId, borrowed } = context.actor;
  const actsFor = borrowed?.kind === 'standIn' ? borrowed.accountId : undefined;
  // whoever acts for somebody gives that person nothing either
  if (actorId === String(account.id) || actsFor === account.id) throw refuse(accountErrors.ACCOUNT_OWN);
  return account;
}

/**
 * The same, for acts that open or close the account itself: whoever resets it could act in all its posts, so none of them
 * may lie outside the caller's branch. @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_ABOVE
 */
export async function requireAccountBelow(context: Context, tx: Transaction, id: number): Promise<Account> {
  const account = await requireOthersAccount(context, tx, id);
  const kept = (await readPostsOf(tx, [id])).filter((post) => post.endsOn === null || post.endsOn > context.today);
  const { from, to } = context.actor.range;
  const isAbove = kept.map(({ div, level }) => rangeOf(div, level)).some((range) => range.from < from || range.to > to);
  if (isAbove) throw refuse(accountErrors.ACCOUNT_ABOVE, { account: account.name });
  return account;
}

function withinBranch(context: Context, account: Account | undefined, id: number): Account {
  if (!account || !isWithin(account.div, context.actor.range)) throw refuse(accountErrors.ACCOUNT_NOT_FOUND, { account: id });
  return account;
}

/** An open office of the caller's branch. @throws OFFICE_NOT_FOUND */
export async function requireOffice(context: Context, db: Database | Transaction, id: number): Promise<Office> {
  const office = await findOffice(db, id);
  if (!office || !isWithin(office.div, context.actor.range)) throw refuse(accountErrors.OFFICE_NOT_FOUND);
  return office;
}
