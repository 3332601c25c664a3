import { PASSWORD_PROFILES } from '#platform/auth/password-policy.ts';
import type { SignInSettings } from '#platform/config/sign-in-settings.ts';

const DAY_MS = 86_400_000;

/** Whether a new password is due. Accounts without one (demonstration posts, single sign-on) have none to renew. */
export function isPasswordOld({ passwordProfile }: Pick<SignInSettings, 'passwordProfile'>, setAt: Date | null, now: Date): boolean {
  const { maxAgeDays } = PASSWORD_PROFILES[passwordProfile];
  return setAt !== null && maxAgeDays !== null && now.getTime() - setAt.getTime() > maxAgeDays * DAY_MS;
}
