/** What only reads begins with the rights of a moment ago (ADR 0141); nobody sees anything by rights that are over. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestAccess } from '#modules/accounts/server/commands/request-access.ts';
import { decideAccess } from '#modules/accounts/server/commands/decide-access.ts';
import { disableAccount } from '#modules/accounts/server/commands/disable-account.ts';
import { setPostGrants } from '#modules/accounts/server/commands/set-post-grants.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import { findLiveSession } from '#modules/accounts/server/authenticator.ts';
import { actorOf } from '#modules/accounts/server/actor-of.ts';
import { readPostsOf } from '#modules/accounts/server/post-store.ts';
import { openDatabase } from '#platform/db/database.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { codeOf } from '#shared/division-code.ts';
import { onlyReads } from '#shared/route.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { createServer } from './create-server.ts';
import { createProductFacts } from './facts.ts';
import { productRegisters } from './registers.ts';

const COUNTY = '410402000000';
const OTHER = '410403000000';
/** Ten seconds before midnight in China. */
const EVENING = Date.parse('2023-11-20T15:59:50.000Z');
const RECORDS = '/api/v1/registers/organizations/records';

const { db, ownerConnection } = await createTestDatabase();
const clock = { at: EVENING, now: () => new Date(clock.at) };
const means = testContext(db, { facts: createProductFacts(), now: new Date(EVENING).toISOString() });
const platform = { ...means.platform, clock };
const operator = { ...means, platform };
/** Two server processes over one database. */
const servers = [await createServer({ platform, log: false }), await createServer({ platform, log: false })] as const;
const apps = servers.map(({ app }) => app);
const ids: Record<string, number> = {};
let round = 0;

beforeAll(async () => {
  await loadTestDivisions(operator);
  for (const county of [COUNTY, OTHER]) {
    const from = Number(county);
    const { rows } = await sql<{
      key: number;
    }>`select key from divisions where key > ${from} and key < ${from + 1e6} and level = 5 and counted limit 1`.execute(db);
    ids[county] = (await createRecord(operator, productRegisters, 'organizations', filedGroup(`合唱队${county}`, codeOf(rows[0]?.key ?? 0)))).id;
  }
});
beforeEach(() => {
  clock.at = EVENING;
});

async function enter(name: string): Promise<{ cookie: string; token: string }> {
  const reply = await apps[0]?.inject({ method: 'POST', url: '/api/v1/session', payload: { account: name, password: PASSWORD } });
  const token = reply?.cookies.find((cookie) => cookie.name === 'wotu_session')?.value ?? '';
  return { token, cookie: `wotu_session=${token}` };
}

/** Counties of whose records somebody gets to see something, by each process; or the status that says why not. */
async function seen(cookie: string): Promise<unknown[]> {
  const ask = async (app: FastifyInstance) => {
    const list = await app.inject({ url: RECORDS, headers: { cookie } });
    if (list.statusCode !== 200) return list.statusCode;
    const names = list.json<{ items: { division: string }[] }>().items.map(({ division }) => `${division.slice(0, 6)}000000`);
    const own = await Promise.all(
      [COUNTY, OTHER].map(async (county) => ((await app.inject({ url: `${RECORDS}/${ids[county]}`, headers: { cookie } })).statusCode === 200 ? [county] : [])),
    );
    expect(own.flat()).toEqual(names);
    return names.join(' ');
  };
  return Promise.all(apps.map(ask));
}

/** Somebody in a county, whom both processes have in mind. */
async function sit({ endsOn }: { endsOn?: string } = {}) {
  round += 1;
  const name = `reader${round}`;
  const { id } = await openAccount(operator, { name, role: 'districtCivilAffairsStaff', division: COUNTY, ...(endsOn && { endsOn }) });
  const { cookie, token } = await enter(name);
  const [post] = await readPostsOf(db, [id]);
  if (!post) throw new Error('no post');
  const one = { id, name, cookie, token, post: post.id };
  for (const _ of [1, 2]) expect(await seen(cookie)).toEqual([COUNTY, COUNTY]);
  return one;
}
type Reader = Awaited<ReturnType<typeof sit>>;

async function borrowed(reader: Reader): Promise<number> {
  const session = await findLiveSession(db, reader.token, operator.now);
  if (!session) throw new Error('no session');
  const own = { ...operator, actor: actorOf(session.account, session.post, null) };
  const access = await requestAccess(own, session, {
    verbs: ['evidence.read'],
    classes: ['general', 'personal'],
    reason: '外出培训',
    division: OTHER,
    hours: 8,
  });
  await decideAccess(operator, access, { granted: true });
  const reply = await apps[0]?.inject({
    method: 'PUT',
    url: '/api/v1/session/post',
    headers: { cookie: reader.cookie },
    payload: { kind: 'temporaryAccess', id: access },
  });
  expect(reply?.statusCode).toBe(200);
  return access;
}

describe('the very next reading, at every process', () => {
  it.each<[string, (reader: Reader) => Promise<unknown>, unknown]>([
    [
      'a session that was ended',
      ({ cookie }) => Promise.resolve(apps[0]?.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie, 'x-wotu-request': '1' } })),
      401,
    ],
    ['an account that was disabled', ({ id }) => disableAccount(operator, id), 401],
    [
      'narrowed grants, which end the sessions',
      ({ post }) => setPostGrants(operator, post, { grants: { 'division.read': ['general'] }, reason: '分工调整' }),
      401,
    ],
    [
      'a session that would go on, whose post lost a grant',
      ({ post }) => sql`update posts set grant_changes = '{"evidence.read": []}' where id = ${post}`.execute(db),
      403,
    ],
    ['a session that would go on, whose account was disabled', ({ id }) => sql`update accounts set disabled_at = now() where id = ${id}`.execute(db), 401],
    ['a post that was moved', ({ post }) => sql`update posts set district = 410403, div = ${Number(OTHER)} where id = ${post}`.execute(db), OTHER],
    ['a session that is over by its hour', ({ id }) => sql`update sessions set expires_at = ${new Date(EVENING)} where account_id = ${id}`.execute(db), 401],
  ])('obeys %s', async (_, change, expected) => {
    const reader = await sit();
    await change(reader);
    expect(await seen(reader.cookie)).toEqual([expected, expected]);
  });

  it('obeys a post that ends by its day', async () => {
    const { cookie } = await sit({ endsOn: '2023-11-21' });
    clock.at += 9_000;
    expect(await seen(cookie)).toEqual([COUNTY, COUNTY]);
    clock.at += 1_000;
    expect(await seen(cookie)).toEqual([403, 403]);
  });

  it('obeys a post that begins by its day', async () => {
    const reader = await sit();
    await sql`update posts set grant_changes = '{"evidence.read": []}' where id = ${reader.post}`.execute(db);
    await grantPost(operator, reader.id, { role: 'districtCivilAffairsStaff', division: OTHER, beginsOn: '2023-11-21' });
    const [, later] = await readPostsOf(db, [reader.id]);
    await sql`update sessions set post_id = ${later?.id ?? 0} where account_id = ${reader.id}`.execute(db);
    expect(await seen(reader.cookie)).toEqual([403, 403]);
    clock.at += 10_000;
    expect(await seen(reader.cookie)).toEqual([OTHER, OTHER]);
  });

  it('obeys another post that was chosen', async () => {
    const reader = await sit();
    await grantPost(operator, reader.id, { role: 'districtCivilAffairsStaff', division: OTHER });
    const [, other] = await readPostsOf(db, [reader.id]);
    const choose = (postId: number | undefined) =>
      apps[0]?.inject({ method: 'PUT', url: '/api/v1/session/post', headers: { cookie: reader.cookie }, payload: { postId } });
    expect((await choose(other?.id))?.statusCode).toBe(200);
    expect(await seen(reader.cookie)).toEqual([OTHER, OTHER]);
    expect((await choose(reader.post))?.statusCode).toBe(200);
    expect(await seen(reader.cookie)).toEqual([COUNTY, COUNTY]);
  });

  it('obeys borrowed rights, and that they are over', async () => {
    const reader = await sit();
    const access = await borrowed(reader);
    expect(await seen(reader.cookie)).toEqual([OTHER, OTHER]);
    expect(await seen(reader.cookie)).toEqual([OTHER, OTHER]);
    await sql`update temporary_accesses set ended_at = ${operator.now} where id = ${access}`.execute(db);
    expect(await seen(reader.cookie)).toEqual([COUNTY, COUNTY]);
  });
});

it('a refusal is in the trail once, and only one that stands', async () => {
  const reader = await sit();
  const refusals = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from audit_entries where action = 'access.refused' and actor_id = ${String(reader.id)}`.execute(db))
      .rows[0]?.n;
  await sql`update posts set grant_changes = '{"evidence.read": []}' where id = ${reader.post}`.execute(db);
  expect(await seen(reader.cookie)).toEqual([403, 403]);
  const written = await refusals();
  await sql`update posts set grant_changes = '{}' where id = ${reader.post}`.execute(db);
  expect(await seen(reader.cookie)).toEqual([COUNTY, COUNTY]);
  expect([written, await refusals()]).toEqual([1, 1]);
});

it('who comes with a token is asked for the token, whatever session the browser has', async () => {
  const { cookie } = await sit();
  const replies = await Promise.all(apps.map((app) => app.inject({ url: RECORDS, headers: { cookie, authorization: 'Bearer unknown' } })));
  expect(replies.map(({ statusCode }) => statusCode)).toEqual([401, 401]);
});

it('the session is seen every minute, however much is read', async () => {
  const reader = await sit();
  const seenAt = async () =>
    (await sql<{ at: Date }>`select max(seen_at) as at from sessions where account_id = ${reader.id}`.execute(db)).rows[0]?.at.getTime();
  clock.at += 59_000;
  expect(await seen(reader.cookie)).toEqual([COUNTY, COUNTY]);
  expect(await seenAt()).toBe(EVENING);
  clock.at += 1_000;
  expect(await seen(reader.cookie)).toEqual([COUNTY, COUNTY]);
  expect(await seenAt()).toBe(EVENING + 60_000);
});

/** Without which there is no answer. */
const ASKED: Record<string, string> = { 'volunteer-teams.teamOwners': `?use=association&q=${encodeURIComponent('协会')}` };

it('every operation that says it only reads is a reading with a JSON answer for somebody signed in, and writes nothing', async () => {
  const reader = await sit();
  const closed = openDatabase({ ...ownerConnection, role: 'wotu_app', options: '-c default_transaction_read_only=on' } as Parameters<typeof openDatabase>[0]);
  const { app, registry } = await createServer({ platform: { ...platform, db: closed }, log: false });
  const routes = registry.routes.filter(onlyReads);
  expect(routes.length).toBeGreaterThan(8);
  for (const route of routes) {
    expect([route.method, route.response === 'file', route.permission === 'public'], route.operationId).toEqual(['GET', false, false]);
    const url = route.path
      .replace(':register', 'organizations')
      .replace(/:id$|:id(?=\/)/, String(ids[COUNTY]))
      .replaceAll(/:\w+/g, 'x');
    const reply = await app.inject({ url: url + (ASKED[route.operationId] ?? ''), headers: { cookie: reader.cookie } });
    expect([200, 404], `${url}: ${reply.body}`).toContain(reply.statusCode);
  }
  // what a copy may answer, which is written by nobody
  for (const { method, path } of registry.routes.filter(({ gathers }) => gathers === true)) {
    const url = path.replace(':register', 'organizations').replaceAll(/:\w+/g, 'x');
    const reply = await app.inject({
      method: method === 'GET' ? 'GET' : 'POST',
      url: `${url}?from=2023-01-01&to=2023-11-20`,
      headers: { cookie: reader.cookie },
    });
    expect(reply.statusCode, `${url}: ${reply.body}`).toBeLessThan(500);
  }
  await app.close();
  await closed.destroy();
});
