import { hashPassword, verifyPassword } from '#platform/auth/password-hash.ts';
import { PASSWORD_PROFILES, problemsOfPassword } from '#platform/auth/password-policy.ts';
import type { Platform } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { type Account, readFormerPasswords } from './account-store.ts';

/** @returns the hash of a password that the profile allows. @throws PASSWORD_WEAK, PASSWORD_USED_BEFORE */
export async function choosePassword({ db, signIn }: Platform, account: Account, password: string): Promise<string> {
  const profile = PASSWORD_PROFILES[signIn.passwordProfile];
  const problems = problemsOfPassword(profile, password, [account.name, account.displayName, account.officeName]);
  if (problems.length > 0) throw refuse(accountErrors.PASSWORD_WEAK, { problems: problems.join('') }, [{ path: 'next', message: problems.join('') }]);
  const former = await readFormerPasswords(db, account.id, profile.history);
  const used = [account.passwordHash, ...former].filter((hash) => hash !== null).slice(0, profile.history);
  for (const hash of used) {
    if (await verifyPassword(password, hash)) throw refuse(accountErrors.PASSWORD_USED_BEFORE, {}, [{ path: 'next', message: '这个密码最近用过。' }]);
  }
  return hashPassword(password);
}
