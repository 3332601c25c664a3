import { refuse } from '#shared/errors.ts';
import type { Refusal } from '#shared/errors.ts';
import { identityErrors } from './errors.ts';

/** Who a provider says a person is. Issuer and subject together are the identity; claims only help to prepare one. */
export interface VerifiedIdentity {
  issuer: string;
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

/** What must come back unchanged; kept at the server between the two halves, used once. */
export interface SignInMemory {
  state: string;
  nonce: string;
  verifier: string;
}

/** One provider, whatever it speaks. */
export interface SignInAdapter {
  /** @param returnTo our callback. @returns where the browser goes. @throws IDENTITY_REFUSED when the provider does not answer */
  begin(returnTo: string): Promise<{ address: string; memory: SignInMemory }>;
  /** @param callback the address the browser came back to, with its query. @throws IDENTITY_REFUSED */
  finish(callback: URL, memory: SignInMemory, returnTo: string): Promise<VerifiedIdentity>;
  /** where the provider's own session ends; undefined where it has no such page */
  logoutAddress(returnTo: string): Promise<string | undefined>;
}

/** @param why in Chinese, without anything a provider or a stranger wrote */
export function identityRefused(why: string): Refusal {
  return refuse(identityErrors.IDENTITY_REFUSED, { why });
}
