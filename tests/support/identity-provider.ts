import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll } from 'vitest';

export const CALLBACK = 'http://localhost/sso/office/callback';
const SIGN_IN_PAGE = 'http://localhost/console/sign-in';

/** Cookies of one browser at the provider. */
export type Jar = Map<string, string>;

export interface RunningProvider {
  issuer: string;
  /**
   * What a browser does at the provider: signs in as this person, or signs out when it was led to the page for that.
   * @param jar of a browser that was there before
   * @returns our address to which it comes back, with its query
   */
  signInAs(person: string, address: string, jar?: Jar): Promise<string>;
}

/** How long the tokens of the provider hold; before now when negative. */
export const idToken = { seconds: 600 };

/** A real OpenID provider on loopback with two clients: ours, and another's of the same house. */
export async function startProvider(): Promise<RunningProvider> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (id: string) => ({
    client_id: id,
    client_secret: 'x'.repeat(32),
    redirect_uris: [CALLBACK],
    post_logout_redirect_uris: [SIGN_IN_PAGE],
    grant_types: ['authorization_code'],
  });
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
  return { issuer, signInAs: (person, address, jar = new Map()) => walk(issuer, person, address, jar) };
}

/** Follows the redirects with a browser's cookies, and fills in the provider's own forms: name, then consent; or that one does want to leave. */
async function walk(issuer: string, person: string, start: string, cookies: Jar): Promise<string> {
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
    request = { url: new URL(action, issuer).href, form: filledIn(page, person) };
  }
  throw new Error('the provider leads nowhere');
}

function filledIn(page: string, person: string): string {
  const [, leaving] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
  if (leaving !== undefined) return `xsrf=${leaving}&logout=yes`;
  if (!page.includes('name="login"')) return 'prompt=consent';
  if (person === '') throw new Error('the provider asks who it is');
  return `prompt=login&login=${person}&password=x`;
}
