import type { Context } from '#platform/context.ts';
import type { VerifiedIdentity } from '#platform/identity/sign-in-adapter.ts';

/** What an administrator typed, or a provider vouched for; capitals and spaces around do not count. */
export function claimIndexOf({ platform }: Context, provider: string, value: string): string {
  return platform.cipher.digest(`${provider}/${value.trim().toLowerCase()}`, 'identity-claim');
}

export function identityIndexOf({ platform }: Context, { issuer, subject }: Pick<VerifiedIdentity, 'issuer' | 'subject'>): string {
  return platform.cipher.digest(JSON.stringify([issuer, subject]), 'identity');
}
