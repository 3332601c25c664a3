import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '#modules/accounts/contract/index.ts';
import { createDemonstrationPosts, createToken, issueStartLinks } from '#modules/accounts/server/public.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createServer } from './create-server.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);
const { app, registry } = await createServer({ platform: operator.platform, log: false });
const COUNTY = '410402000000';
const JSON_TYPE = { 'content-type': 'application/json' };

beforeAll(async () => {
  await loadTestDivisions(operator);
  await openAccount(operator, { name: 'county', role: 'districtCivilAffairsStaff', division: COUNTY });
  await openAccount(operator, { name: 'system', role: 'systemAdministrator', division: COUNTY });
  await openAccount(operator, { name: 'auditor', role: 'auditAdministrator', division: COUNTY });
});

function signIn(account: string, password = PASSWORD): Promise<LightMyRequestResponse> {
  return app.inject({ method: 'POST', url: '/api/v1/session', payload: { account, password } });
}

async function cookieOf(account: string): Promise<string> {
  const cookie = (await signIn(account)).cookies[0];
  return `${cookie?.name}=${cookie?.value}`;
}

/** A path of the route with something in place of each parameter. */
function pathOf(path: string): string {
  return path.replaceAll(/:\w+/g, '1');
}

describe('every operation', () => {
  it('is closed to strangers unless it says it is public', async () => {
    const closed = registry.routes.filter((route) => route.permission !== 'public');
    expect(closed.length).toBeGreaterThan(20);
    for (const route of closed) {
      const reply = await app.inject({
        method: route.method,
        url: pathOf(route.path),
        headers: JSON_TYPE,
        ...(route.method === 'GET' ? {} : { payload: '{}' }),
      });
      expect([route.operationId, reply.statusCode, reply.json().code]).toEqual([route.operationId, 401, 'NOT_SIGNED_IN']);
    }
    expect(registry.routes.filter((route) => route.permission === 'public').map((route) => route.operationId)).toEqual([
      'session.signIn',
      'session.passSecondStep',
      'sign-in-ways.listSignInWays',
      'exchange.pair',
      'exchange.receive',
      'exchange.compare',
      'programs.passNeed',
      'programs.passedStanding',
    ]);
  });

  it('names a verb of the catalogue, `session` or `public`', () => {
    const known = new Set([...Object.keys(PERMISSIONS), 'session', 'public']);
    expect(registry.routes.filter((route) => !known.has(route.permission)).map((route) => `${route.operationId}: ${route.permission}`)).toEqual([]);
  });

  it('refuses who lacks its verb, and says so in Chinese', async () => {
    const cookie = await cookieOf('auditor');
    for (const route of registry.routes.filter(({ permission }) => !['public', 'session', 'audit.read', 'division.read'].includes(permission))) {
      const reply = await app.inject({
        method: route.method,
        url: pathOf(route.path),
        headers: { ...JSON_TYPE, cookie },
        ...(route.method === 'GET' ? {} : { payload: '{}' }),
      });
      expect([route.operationId, reply.statusCode]).toEqual([route.operationId, 403]);
      expect(reply.json().title).toContain(PERMISSIONS[route.permission as keyof typeof PERMISSIONS]);
    }
  });
});

describe('the session cookie', () => {
  it('is closed to scripts and other sites, and has its strict name over HTTPS', async () => {
    const plain = (await signIn('county')).cookies[0];
    expect(plain).toMatchObject({ name: 'wotu_session', httpOnly: true, sameSite: 'Strict', path: '/' });
    const secure = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { account: 'county', password: PASSWORD },
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(secure.cookies[0]).toMatchObject({ name: '__Host-wotu_session', secure: true, httpOnly: true, sameSite: 'Strict', path: '/' });
  });

  it('opens what the post may do and tells the screens who sits there', async () => {
    const cookie = await cookieOf('county');
    const session = (await app.inject({ url: '/api/v1/session', headers: { cookie } })).json();
    expect(session).toMatchObject({
      account: { name: 'county', duty: 'business' },
      post: {
        role: 'districtCivilAffairsStaff',
        roleName: '县（市、区）民政工作人员',
        division: COUNTY,
        divisionName: '河南省 / 平顶山市 / 新华区',
        inForce: true,
      },
      mustChangePassword: false,
      demonstration: false,
    });
    expect(session.permissions).toContain('evidence.import');
    expect(session.permissions).not.toContain('account.manage');
  });

  it('is a new one with every sign-in, and the former one ends', async () => {
    const former = await cookieOf('county');
    const reply = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { account: 'county', password: PASSWORD }, headers: { cookie: former } });
    expect(`wotu_session=${reply.cookies[0]?.value}`).not.toBe(former);
    expect((await app.inject({ url: '/api/v1/session', headers: { cookie: former } })).statusCode).toBe(401);
  });

  it('lists and ends the person’s sessions, and no others', async () => {
    const here = await cookieOf('system');
    const elsewhere = await cookieOf('system');
    const { items } = (await app.inject({ url: '/api/v1/sessions', headers: { cookie: here } })).json();
    // the first of the three is that of the invitation
    expect(items.map((item: { current: boolean }) => item.current).sort()).toEqual([false, false, true]);
    const stranger = await cookieOf('auditor');
    for (const other of items.filter((item: { current: boolean }) => !item.current)) {
      const end = (cookie: string) => app.inject({ method: 'DELETE', url: `/api/v1/sessions/${other.id}`, headers: { cookie, 'x-wotu-request': '1' } });
      expect((await end(stranger)).statusCode).toBe(404);
      expect((await end(here)).statusCode).toBe(200);
    }
    expect((await app.inject({ url: '/api/v1/session', headers: { cookie: elsewhere } })).statusCode).toBe(401);
    const out = await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie: here, 'x-wotu-request': '1' } });
    expect(out.headers['clear-site-data']).toContain('storage');
    expect((await app.inject({ url: '/api/v1/session', headers: { cookie: here } })).statusCode).toBe(401);
  });

  it('tells nobody whether an account exists', async () => {
    const [unknown, wrong] = [await signIn('nobody-here'), await signIn('county', 'wrong')];
    expect(unknown.statusCode).toBe(401);
    expect(unknown.json()).toEqual(wrong.json());
    expect(unknown.headers['set-cookie']).toBeUndefined();
  });
});

describe('a change that another site sends', () => {
  const payload = { name: '外站', kind: 'other', division: COUNTY };
  it.each([
    ['with the origin of another site', { origin: 'https://evil.example', ...JSON_TYPE }],
    ['from a sandboxed page', { origin: 'null', ...JSON_TYPE }],
    ['from another site of the same machine', { origin: 'http://localhost:9999', ...JSON_TYPE }],
    ['marked by the browser as cross-site', { 'sec-fetch-site': 'cross-site', ...JSON_TYPE }],
    ['as a plain form without origin', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as plain text without origin', { 'content-type': 'text/plain' }],
  ])('is refused %s', async (_name, headers) => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/offices',
      headers: { host: 'localhost:80', cookie: await cookieOf('system'), ...headers },
      payload: JSON.stringify(payload),
    });
    expect(reply.statusCode).toBe(403);
    expect(reply.json().code).toBe('CROSS_SITE');
  });

  it('passes from our own pages', async () => {
    const headers = { host: 'wotu.example', origin: 'http://wotu.example', 'sec-fetch-site': 'same-origin', cookie: await cookieOf('system') };
    expect((await app.inject({ method: 'POST', url: '/api/v1/offices', headers, payload })).statusCode).toBe(200);
  });
});

describe('a bearer token', () => {
  it('acts for its account without a cookie or an origin', async () => {
    const { token } = await createToken(operator, { account: 'system' });
    const headers = { authorization: `Bearer ${token}`, origin: 'https://program.example' };
    expect((await app.inject({ url: '/api/v1/accounts?withTotal=true', headers })).json().total).toBe(3);
    expect((await app.inject({ url: '/api/v1/audit-entries', headers })).statusCode).toBe(403);
    expect((await app.inject({ url: '/api/v1/session', headers })).json().code).toBe('SESSION_REQUIRED');
    expect((await app.inject({ url: '/api/v1/accounts', headers: { authorization: `Bearer ${token}x` } })).statusCode).toBe(401);
  });
});

describe('the audit trail', () => {
  it('shows the audit administrator the own branch, newest first, page by page with a true total', async () => {
    const headers = { cookie: await cookieOf('auditor') };
    const first = (await app.inject({ url: '/api/v1/audit-entries?limit=3&withTotal=true', headers })).json();
    expect(first.items).toHaveLength(3);
    expect(new Set(first.items.map((item: { district: string }) => item.district))).toEqual(new Set(['410402']));
    const seen: unknown[] = [...first.items];
    for (let cursor = first.nextCursor; cursor; ) {
      const page = (await app.inject({ url: `/api/v1/audit-entries?limit=3&cursor=${cursor}`, headers })).json();
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(first.total);
    expect(new Set(seen.map((item) => JSON.stringify(item))).size).toBe(first.total);
    const granted = (await app.inject({ url: '/api/v1/audit-entries?action=post.&withTotal=true&from=2023-11-20&to=2023-11-20', headers })).json();
    expect(granted.total).toBe(3);
    expect((await app.inject({ url: '/api/v1/audit-entries?withTotal=true&to=2023-11-19', headers })).json().total).toBe(0);
  });
});

describe('the API document', () => {
  it('is OpenAPI 3.1 with every operation, its rights and its answers', async () => {
    const document = (await app.inject('/api/v1/openapi.json')).json();
    expect(document.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    );
    expect(operations).toHaveLength(registry.routes.length);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(
        operation.parameters
          .filter((parameter) => parameter.in === 'path')
          .map((parameter) => parameter.name)
          .sort(),
        operation.operationId,
      ).toEqual(inPath.sort());
      expect(operation.summary, operation.operationId).toMatch(/[\u4e00-\u9fff]/);
      expect(operation.responses['200'], operation.operationId).toBeDefined();
      expect(operation.responses.default, operation.operationId).toBeDefined();
    }
    expect(document.paths['/api/v1/session'].post.security).toEqual([]);
    expect(document.paths['/api/v1/session'].get.security).toBeUndefined();
  });
});

interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string }[];
  responses: Record<string, object>;
}

describe('the pages of one-time links', () => {
  const form = { host: 'localhost:80', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' };
  const submit = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, headers: { ...form, host: 'localhost', ...headers }, payload: new URLSearchParams(fields).toString() });

  it('set up the three administrators, each of whom chooses a password and is in', async () => {
    const setup = (await issueStartLinks(operator)).find((link) => link.purpose === 'setup')?.path ?? '';
    expect((await app.inject(setup)).body).toContain('设立三位管理员');
    expect((await app.inject(setup)).body).toContain('设立三位管理员');
    const people = {
      'system-person': '李明',
      'system-account': 'top.system',
      'security-person': '赵芳',
      'security-account': 'top.security',
      'audit-person': '钱强',
      'audit-account': 'Top.Audit',
    };
    const refused = await submit(setup, { ...people, 'audit-account': 'top.system' });
    expect([refused.statusCode, refused.body.includes('三个不同的账号名'), refused.body.includes('value="李明"')]).toEqual([422, true, true]);
    const done = await submit(setup, people);
    const links = [...done.body.matchAll(/href="http:\/\/localhost(\/welcome\/[\w-]+)"/g)].map((match) => match[1] ?? '');
    expect([done.statusCode, links.length]).toEqual([200, 3]);
    expect((await submit(setup, people)).statusCode).toBe(404);
    const weak = await submit(links[0] ?? '', { password: 'abc', repeated: 'abc' });
    expect([weak.statusCode, weak.body.includes('至少要 10 个字符')]).toEqual([422, true]);
    const entered = await submit(links[0] ?? '', { password: PASSWORD, repeated: PASSWORD });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/console/']);
    const cookie = `wotu_session=${entered.cookies[0]?.value}`;
    expect((await app.inject({ url: '/api/v1/session', headers: { cookie } })).json().post.role).toBe('systemAdministrator');
    const samePerson = await submit(links[1] ?? '', { password: PASSWORD, repeated: PASSWORD }, { cookie });
    expect([samePerson.statusCode, samePerson.body.includes('三位管理员应是三个人')]).toEqual([409, true]);
    expect((await submit(links[1] ?? '', { password: PASSWORD, repeated: PASSWORD })).statusCode).toBe(303);
  });

  it('enter a demonstration post', async () => {
    await createDemonstrationPosts(operator, 410400000000);
    const link = (await issueStartLinks(operator)).find((candidate) => candidate.label.includes('街道（乡镇）工作人员'))?.path ?? '';
    expect((await app.inject(link)).body).toContain('演示岗位');
    const entered = await submit(link, {});
    const session = (await app.inject({ url: '/api/v1/session', headers: { cookie: `wotu_session=${entered.cookies[0]?.value}` } })).json();
    expect(session).toMatchObject({ demonstration: true, post: { role: 'streetStaff', level: 'township' } });
    expect((await submit(link, {})).statusCode).toBe(404);
  });

  it('say plainly when a link does not work, and escape what was typed', async () => {
    const unknown = await app.inject('/welcome/unknown');
    expect([unknown.statusCode, unknown.body.includes('已经用过、已过期')]).toEqual([404, true]);
    expect((await submit('/welcome/unknown', { x: '<script>alert(1)</script>' })).body).not.toContain('<script>');
    expect((await submit('/welcome/unknown', {}, { origin: 'https://evil.example' })).statusCode).toBe(403);
  });
});
