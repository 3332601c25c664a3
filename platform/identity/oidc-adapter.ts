import * as client from 'openid-client';
import { Refusal } from '#shared/errors.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { OidcProvider } from './identity-provider.ts';
import { identityRefused, type SignInAdapter } from './sign-in-adapter.ts';

/**
 * OpenID Connect: authorization code flow with PKCE, state and nonce, by a certified library over our guarded way out. The
 * library checks signature, issuer, audience, times, nonce and the response's own issuer.
 */
export function createOidcAdapter(provider: OidcProvider, outgoing: Pick<Outgoing, 'fetch'>): SignInAdapter {
  let known: Promise<client.Configuration> | undefined;
  /** Asked once; a provider that did not answer is asked again the next time. */
  function configuration(): Promise<client.Configuration> {
    known ??= discover(provider, outgoing).catch((error: unknown) => {
      known = undefined;
      throw asRefusal(error);
    });
    return known;
  }
  return {
    async begin(returnTo) {
      const config = await configuration();
      const memory = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: returnTo,
        scope: provider.scope,
        state: memory.state,
        nonce: memory.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(memory.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, memory };
    },
    async finish(callback, memory) {
      const config = await configuration();
      const checks = { expectedState: memory.state, expectedNonce: memory.nonce, pkceCodeVerifier: memory.verifier, idTokenExpected: true };
      const tokens = await client.authorizationCodeGrant(config, callback, checks).catch((error: unknown) => {
        throw asRefusal(error);
      });
      const claims = tokens.claims();
      if (!claims) throw identityRefused('没有身份凭证');
      return { issuer: claims.iss, subject: claims.sub, claims };
    },
    async logoutAddress(returnTo) {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return undefined;
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href;
    },
  };
}

function discover(provider: OidcProvider, outgoing: Pick<Outgoing, 'fetch'>): Promise<client.Configuration> {
  return client.discovery(new URL(provider.issuer), provider.clientId, provider.clientSecret, undefined, {
    [client.customFetch]: (address, options) => outgoing.fetch(address, options as RequestInit),
    timeout: provider.timeoutMs / 1000,
    // the signature is checked although the token comes over our own connection
    execute: [client.enableNonRepudiationChecks, ...(provider.insecure ? [client.allowInsecureRequests] : [])],
  });
}

/** Messages of libraries and providers may carry tokens; people and log get our own words. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code } = error as { code?: string };
  if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_INVALID_RESPONSE') return identityRefused('返回的内容不可信');
  if (code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED') return identityRefused('身份凭证不是发给本平台的');
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return identityRefused('身份凭证已过期');
  return identityRefused('认证平台没有确认身份');
}
