import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { codeOf, NATION_KEY } from '#shared/division-code.ts';
import { roleOf } from '../contract/roles.ts';
import type { Account as AccountView, Post as PostView } from '../contract/schemas.ts';
import type { Account } from './account-store.ts';
import { isInForce, type Post, readPostsOf } from './post-store.ts';

export async function namesOfDivisions(db: Database | Transaction, keys: readonly number[]): Promise<(key: number) => string> {
  const paths = await getDivisionPaths(db, [...new Set(keys)]);
  return (key) => paths.get(key)?.path.join(' / ') ?? (key === NATION_KEY ? '全国' : codeOf(key));
}

export function presentPost(post: Post, nameOf: (key: number) => string, today: Day): PostView {
  return {
    id: post.id,
    role: post.role,
    roleName: roleOf(post.role)?.name ?? post.role,
    office: post.officeName,
    division: codeOf(post.div),
    divisionName: nameOf(post.div),
    level: post.level,
    beginsOn: post.beginsOn,
    endsOn: post.endsOn,
    inForce: isInForce(post, today),
  };
}

/** Accounts with all their posts, in two round trips whatever their number. */
export async function presentAccounts(db: Database, accounts: readonly Account[], today: Day): Promise<AccountView[]> {
  const posts = await readPostsOf(
    db,
    accounts.map((account) => account.id),
  );
  const nameOf = await namesOfDivisions(
    db,
    posts.map((post) => post.div),
  );
  return accounts.map((account) => ({
    id: account.id,
    name: account.name,
    displayName: account.displayName,
    duty: account.duty,
    office: { id: account.officeId, name: account.officeName, division: codeOf(account.div) },
    state: stateOf(account),
    hasSecondFactor: account.hasSecondFactor,
    demonstration: account.demonstration,
    posts: posts.filter((post) => post.accountId === account.id).map((post) => presentPost(post, nameOf, today)),
  }));
}

function stateOf(account: Account): AccountView['state'] {
  if (account.disabledAt) return 'disabled';
  return account.passwordHash === null && !account.demonstration ? 'invited' : 'active';
}
