import type { Outgoing } from '../outgoing/outgoing.ts';
import { createCodeFlowAdapter } from './code-flow-adapter.ts';
import type { CodeFlowProvider, IdentityProvider } from './identity-provider.ts';
import { createOidcAdapter } from './oidc-adapter.ts';
import { PRESETS } from './presets.ts';
import type { SignInAdapter } from './sign-in-adapter.ts';

/** Provider id → its adapter. */
export type SignInAdapters = ReadonlyMap<string, SignInAdapter>;

export function createSignInAdapters(providers: readonly IdentityProvider[], outgoing: Outgoing, now: () => Date): SignInAdapters {
  return new Map(
    providers.map((provider) => [
      provider.id,
      provider.kind === 'oidc' ? createOidcAdapter(provider, outgoing) : createCodeFlowAdapter(writtenOut(provider), outgoing, now),
    ]),
  );
}

function writtenOut(provider: Exclude<IdentityProvider, { kind: 'oidc' }>): CodeFlowProvider {
  if (provider.kind === 'codeFlow') return provider;
  const { id, name, clientId, clientSecret, linkClaim, timeoutMs, kind } = provider;
  return { ...PRESETS[kind](provider), id, name, clientId, clientSecret, linkClaim, timeoutMs, kind: 'codeFlow' };
}
