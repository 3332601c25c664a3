/** The two doors beside the password, over HTTP: persons with a telephone (`/my`) and single sign-on (`/sso`). */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { prepareIdentity } from '#modules/accounts/server/commands/prepare-identity.ts';
import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { CodeMessage } from '#platform/notify/code-messages.ts';
import { createOutgoing } from '#platform/outgoing/outgoing.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { startProvider } from '#tests/support/identity-provider.ts';

const OUR_SITE = 'http://localhost:80';
const PHONE = '13800138001';
const { db } = await createTestDatabase();
const { issuer, signInAs } = await startProvider();
const sent: CodeMessage[] = [];
const provider = {
  kind: 'oidc',
  id: 'office',
  name: '统一认证',
  clientId: 'wotu',
  clientSecret: 'x'.repeat(32),
  issuer,
  linkClaim: 'employee',
  scope: 'openid',
  timeoutMs: 5000,
  insecure: true,
} as const;
const operator = testContext(db, {
  // tokens of the provider are of the machine's time
  now: new Date().toISOString(),
  outgoing: createOutgoing({ allowed: new Set([issuer]) }),
  messages: { isOpen: async () => true, sendCode: async (message) => void sent.push(message) },
  signIn: { identityProviders: [provider, { ...provider, id: 'gone', issuer: 'http://127.0.0.1:9' }], address: 'http://localhost' },
});
const { app } = await createServer({ platform: operator.platform, log: false });

beforeAll(() => loadTestDivisions(operator));

interface Answer {
  status: number;
  to: string;
  text: string;
  cookies: { name: string; value: string; httpOnly?: boolean; sameSite?: string; path?: string }[];
}

async function ask(
  method: 'GET' | 'POST',
  url: string,
  { cookie = '', form, origin = OUR_SITE }: { cookie?: string; form?: Record<string, string>; origin?: string } = {},
): Promise<Answer> {
  const reply = await app.inject({
    method,
    url,
    headers: { cookie, ...(method === 'POST' && { origin, 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(form && { payload: new URLSearchParams(form).toString() }),
  });
  return { status: reply.statusCode, to: String(reply.headers.location ?? ''), text: reply.body, cookies: reply.cookies };
}

const cookieIn = (answer: Answer, name: string) => {
  const found = answer.cookies.find((cookie) => cookie.name === name);
  return found ? `${found.name}=${found.value}` : '';
};

/** A person's way in, page by page. @returns the cookie */
async function comeIn(phone: string): Promise<string> {
  await ask('POST', '/my/sign-in', { form: { phone } });
  await expect.poll(() => sent.at(-1)?.phone).toBe(phone);
  const entered = await ask('POST', '/my/sign-in/code', { form: { phone, code: sent.at(-1)?.code ?? '', agreed: 'yes' } });
  expect([entered.status, entered.to]).toEqual([303, '/my']);
  return cookieIn(entered, 'wotu_person');
}

describe('/my', () => {
  it.each(['/my', '/my/account'])('leads a stranger from %s to the sign-in', async (url) => {
    expect(await ask('GET', url)).toMatchObject({ status: 303, to: '/my/sign-in' });
  });

  it('asks for the telephone, then for the code, and keeps what was typed when something is wrong', async () => {
    expect((await ask('GET', '/my/sign-in')).text).toContain('手机号');
    const wrong = await ask('POST', '/my/sign-in', { form: { phone: '123' } });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('手机号不对');
    expect(wrong.text).toContain('value="123"');
    const code = await ask('POST', '/my/sign-in/code', { form: { phone: PHONE, code: '000000', agreed: 'yes' } });
    expect(code.status).toBe(401);
    expect(code.text).toContain('验证码不对');
    expect(code.text).toContain(PHONE);
    expect(code.cookies).toEqual([]);
  });

  it('opens with a cookie that no script reads and no other site sends, and shows the own sessions', async () => {
    await ask('POST', '/my/sign-in', { form: { phone: PHONE } });
    await expect.poll(() => sent.at(-1)?.phone).toBe(PHONE);
    const entered = await ask('POST', '/my/sign-in/code', { form: { phone: PHONE, code: sent.at(-1)?.code ?? '', agreed: 'yes' } });
    expect(entered.cookies.find(({ name }) => name === 'wotu_person')).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    const cookie = cookieIn(entered, 'wotu_person');
    expect((await ask('GET', '/my', { cookie })).status).toBe(200);
    expect((await ask('GET', '/my/account', { cookie })).text).not.toContain(PHONE);
    expect((await ask('GET', '/my/sign-in', { cookie })).to).toBe('/my');
    // the console is another door
    const console = await app.inject({ url: '/api/v1/session', headers: { cookie: cookie.replace('wotu_person', 'wotu_session') } });
    expect(console.statusCode).toBe(401);
  });

  it('ends with signing out, elsewhere with the button, and not for another', async () => {
    const [first, second] = [await comeIn('13800138002'), await comeIn('13800138003')];
    const { rows } = await sql<{ id: string }>`select id from sessions where token_digest = ${digestOfToken(second.replace('wotu_person=', ''))}`.execute(db);
    const id = rows[0]?.id ?? '';
    expect(id).not.toBe('');
    await ask('POST', `/my/sessions/${id}/end`, { cookie: first, form: {} });
    expect((await ask('GET', '/my', { cookie: second })).status).toBe(200);
    expect(await ask('POST', '/my/sign-out', { cookie: first, form: {} })).toMatchObject({ status: 303, to: '/my/sign-in' });
    expect((await ask('GET', '/my', { cookie: first })).to).toBe('/my/sign-in');
  });

  it('does nothing that a foreign page asks for', async () => {
    const cookie = await comeIn('13800138004');
    expect((await ask('POST', '/my/sign-out', { cookie, form: {}, origin: 'https://foreign.example' })).status).toBe(403);
    expect((await ask('GET', '/my', { cookie })).status).toBe(200);
  });

  it('leads back to its own pages only, after the display was chosen', async () => {
    for (const back of ['//foreign.example', 'https://foreign.example', '/my"><script>']) {
      const answer = await ask('POST', '/display', { form: { mode: 'elder', back } });
      expect([back, answer.to]).toEqual([back, '/']);
    }
    expect((await ask('POST', '/display', { form: { mode: 'elder', back: '/my/sign-in' } })).to).toBe('/my/sign-in');
  });

  it.each([
    '/',
    '/check',
    '/check?code=7K3M',
    '/notices?q=%E6%98%A5%20%27(*)!~',
    '/notices/archive?year=2023',
    '/notices/objections',
    '/notices/999',
    '/groups?q=%C2%B7',
  ])('is shown large on the pages for anybody, and comes back to the same: %s', async (url) => {
    const { text } = await ask('GET', url, { cookie: 'wotu_display=elder' });
    expect(text).toContain('<html lang="zh-CN" class="elder">');
    const back = /name="back" value="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { to } = await ask('POST', '/display', { form: { mode: 'plain', back } });
    const addressOf = (address: string) => [new URL(address, OUR_SITE).pathname, [...new URL(address, OUR_SITE).searchParams]];
    expect(addressOf(to)).toEqual(addressOf(url));
  });
});

describe('/sso', () => {
  it('knows no other provider', async () => {
    const answer = await ask('GET', '/sso/elsewhere');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('没有设置这个统一身份认证');
  });

  it('leaves with a cookie of its own, comes back, and opens the console for whoever was prepared', async () => {
    const { id } = await openAccount(operator, { name: 'zhang', role: 'streetStaff', division: '410402001000', password: false });
    await prepareIdentity(operator, id, { provider: 'office', value: 'E-zhang' });
    const left = await ask('GET', '/sso/office');
    expect(left.to.startsWith(issuer)).toBe(true);
    expect(left.cookies).toMatchObject([{ name: 'wotu_sign_on', path: '/sso', httpOnly: true, sameSite: 'Lax' }]);
    const back = new URL(await signInAs('zhang', left.to));
    const entered = await ask('GET', back.pathname + back.search, { cookie: cookieIn(left, 'wotu_sign_on') });
    expect([entered.status, entered.to]).toEqual([303, '/console/']);
    const session = await app.inject({ url: '/api/v1/session', headers: { cookie: cookieIn(entered, 'wotu_session') } });
    expect(session.json()).toMatchObject({ account: { name: 'zhang' } });
  });

  it('leads whoever signs out to the provider, which then asks for the name again', async () => {
    const browser = new Map<string, string>();
    const enter = async (person: string) => {
      const left = await ask('GET', '/sso/office');
      const back = new URL(await signInAs(person, left.to, browser));
      return cookieIn(await ask('GET', back.pathname + back.search, { cookie: cookieIn(left, 'wotu_sign_on') }), 'wotu_session');
    };
    const cookie = await enter('zhang');
    // nobody is asked for a name while the provider's own session lasts
    await enter('');
    const session = await app.inject({ url: '/api/v1/session', headers: { cookie } });
    const { signOffPage } = session.json<{ signOffPage: string }>();
    expect(signOffPage).toBe('/sso/office/sign-off');
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie, origin: OUR_SITE } })).statusCode).toBe(200);
    const leaving = await ask('GET', signOffPage);
    expect(leaving.to.startsWith(issuer)).toBe(true);
    expect(await signInAs('', leaving.to, browser)).toBe('http://localhost/console/sign-in');
    await expect(enter('')).rejects.toThrow('asks who it is');
  });

  it('says so when the provider does not answer whoever signs out', async () => {
    const answer = await ask('GET', '/sso/gone/sign-off');
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('只退出了本平台');
  });

  it('is no way in for another browser, to which the address of the way back was sent', async () => {
    const left = await ask('GET', '/sso/office');
    const back = new URL(await signInAs('zhang', left.to));
    const answer = await ask('GET', back.pathname + back.search);
    expect([answer.status, cookieIn(answer, 'wotu_session')]).toEqual([401, '']);
    const foreign = await ask('GET', back.pathname + back.search, { cookie: cookieIn(await ask('GET', '/sso/office'), 'wotu_sign_on') });
    expect([foreign.status, cookieIn(foreign, 'wotu_session')]).toEqual([401, '']);
  });

  it('tells whoever was not prepared, in a page, and opens nothing', async () => {
    const left = await ask('GET', '/sso/office');
    const back = new URL(await signInAs('li', left.to));
    const answer = await ask('GET', back.pathname + back.search, { cookie: cookieIn(left, 'wotu_sign_on') });
    expect([answer.status, cookieIn(answer, 'wotu_session')]).toEqual([401, '']);
    expect(answer.text).toContain('还没有为您开通');
  });
});
