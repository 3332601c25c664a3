import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll } from 'vitest';

export const CALLBACK = 'http://localhost/sso/office/callback';

export interface RunningProvider {
  issuer: string;
  /** what a browser does at the provider: signs in as this person. @returns the address of our callback with its query */
  signInAs(person: string, address: string): Promise<string>;
}

/** How long the tokens of the provider hold; before now when negative. */
export const idToken = { seconds: 600 };

/** A real OpenID provider on loopback with two clients: ours, and another's of the same house. */
export async function startProvider(): Promise<RunningProvider> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (id: string) => ({ client_id: id, client_secret: 'x'.repeat(32), redirect_uris: [CALLBACK], grant_types: ['authorization_code'] });
  const provider = new Provider(issuer, {
    clients: [client('wotu'), client('other')],
    claims: { openid: ['sub', 'employee', 'email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, employee: `E-${id}`, email: `${id}@office.example`, email_verified: id !== 'mallory' }),
    }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['test'] },
    ttl: { IdToken: () => idToken.seconds, AccessToken: 600, Grant: 600, Interaction: 600, Session: 600 },
  });
  server.on('request', provider.callback());
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return { issuer, signInAs: (person, address) => walk(issuer, person, address) };
}

/** Follows the redirects with a browser's cookies, and fills in the provider's own forms: name, then consent. */
async function walk(issuer: string, person: string, start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let request: { url: string; form?: string } = { url: start };
  for (let steps = 0; steps < 15; steps += 1) {
    const reply = await fetch(request.url, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(request.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(request.form === undefined ? {} : { method: 'POST', body: request.form }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = reply.headers.get('location');
    if (location?.startsWith('http://localhost/')) return location;
    if (location) {
      request = { url: new URL(location, issuer).href };
      continue;
    }
    const page = await reply.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!action) throw new Error(`the provider says ${reply.status}: ${page.slice(0, 500)}`);
    const isSignIn = page.includes('name="login"');
    request = { url: new URL(action, issuer).href, form: isSignIn ? `prompt=login&login=${person}&password=x` : 'prompt=consent' };
  }
  throw new Error('the provider leads nowhere');
}
