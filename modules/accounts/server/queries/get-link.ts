import { digestOfToken } from '#platform/auth/secret-token.ts';
import { PASSWORD_PROFILES, rulesInWords } from '#platform/auth/password-policy.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { findAccount } from '../account-store.ts';
import { findLink, type LinkPurpose } from '../link-store.ts';
import { hasDemonstrationPosts } from '../demonstration-store.ts';
import { presentAccounts } from '../present.ts';

/** What the page of a one-time link says. */
export interface LinkView {
  purpose: LinkPurpose;
  /** null for the setup link */
  account: { name: string; displayName: string; posts: string[] } | null;
  demonstrationMode: boolean;
  /** for choosing one */
  passwordRules: string;
}

/** Looking does not use the link up: mail scanners and previews look too. @throws LINK_UNUSABLE */
export async function getLink(context: Context, token: string): Promise<LinkView> {
  const { db } = context.platform;
  const link = await findLink(db, digestOfToken(token), context.now);
  if (!link) throw refuse(accountErrors.LINK_UNUSABLE);
  const demonstrationMode = await hasDemonstrationPosts(db);
  const passwordRules = rulesInWords(PASSWORD_PROFILES[context.platform.signIn.passwordProfile]);
  if (link.accountId === null) return { purpose: link.purpose, account: null, demonstrationMode, passwordRules };
  const account = await findAccount(db, link.accountId);
  if (!account || account.disabledAt) throw refuse(accountErrors.LINK_UNUSABLE);
  const [view] = await presentAccounts(db, [account], context.today);
  const posts = (view?.posts ?? []).filter((post) => post.inForce).map((post) => `${post.roleName}（${post.divisionName}）`);
  return { purpose: link.purpose, account: { name: account.name, displayName: account.displayName, posts }, demonstrationMode, passwordRules };
}
