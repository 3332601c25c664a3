import type { SignInSettings } from '#platform/config/sign-in-settings.ts';
import type { Account } from './account-store.ts';
import { grantsOfPost } from './actor-of.ts';
import { isPasswordOld } from './password-profile.ts';
import type { Post } from './post-store.ts';

/** What a post holds decides, not what its role is called. */
type GrantedPost = Pick<Post, 'role' | 'grantChanges'>;

/** What a person must do before anything else works. */
export type Restriction = 'change-password' | 'enrol-second-factor';

/**
 * Whether a post may be used only with a second factor. 等保 (GB/T 22239 8.1.4.1 d): administrators, and roles that reach
 * numbers in clear; ASVS 5.0 (V6.3.3): everybody. Demonstration posts have nothing to protect and no password.
 */
export function needsSecondFactor({ secondFactor, passwordProfile }: SignInSettings, account: Account, post: GrantedPost | null): boolean {
  if (secondFactor === 'offered' || account.demonstration) return false;
  if (passwordProfile === 'asvs' || account.duty !== 'business') return true;
  return (post ? [...grantsOfPost(post).keys()] : []).some((verb) => verb.startsWith('personal-data.'));
}

/** @returns null for somebody who may work */
export function restrictionOf(settings: SignInSettings, account: Account, post: GrantedPost | null, now: Date): Restriction | null {
  if (isPasswordOld(settings, account.passwordSetAt, now)) return 'change-password';
  return !account.hasSecondFactor && needsSecondFactor(settings, account, post) ? 'enrol-second-factor' : null;
}
