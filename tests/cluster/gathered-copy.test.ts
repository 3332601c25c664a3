/** What lies on shards, gathered in a copy of one server: the same rows, and lists above a county that ask it instead of every shard. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { PageCache } from '#apps/portal/page-cache.ts';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { enterByPhone, findPersonVisit, requestPhoneCode } from '#modules/accounts/server/public.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction, openDatabase } from '#platform/db/database.ts';
import { expireMonths } from '#platform/audit/expire-months.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import { deleteRecord } from '#platform/registers/end-record.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { gatherCopy } from '#platform/replica/gather-copy.ts';
import { type ReadReplica, watchReplica } from '#platform/replica/read-replica.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { startPostgresServer } from '../../tools/testing/postgres-server.mjs';

const CITY = '410400000000';
/** Of two counties, which lie on two shards or one: the engine asks all shards of a range either way. */
const COMMUNITIES = ['410402001001', '410403001001'];
const RECORDS = '/api/v1/registers/organizations/records';

const { db, owner, ownerConnection, name } = await createTestDatabase();
const cluster = inject('cluster');
/** A cluster whose nodes keep their changes for others. */
const keepsChanges =
  cluster !== undefined && (await sql<{ level: string }>`select current_setting('wal_level') as level`.execute(owner)).rows[0]?.level === 'logical';

let server: Awaited<ReturnType<typeof startPostgresServer>>;
let copyUrl = '';
let copy: Database;
let copyOwner: Database;
let replica: ReadReplica;
let operator: Context;
let app: FastifyInstance;
/** without the copy */
let bare: FastifyInstance;
let cookie = '';
let county = '';
/** who has something in both counties */
let person = '';
const closing: (() => Promise<unknown>)[] = [];

/** For the operator and for looking behind the application's back: asks all shards though the sessions of this test may not. */
const everywhereUrl = `${ownerConnection.connectionString}?options=${encodeURIComponent('-c citus.multi_task_query_log_level=off')}`;
let everywhere: Database;

const gather = () => gatherCopy({ coordinatorUrl: everywhereUrl, copyUrl, say: () => undefined });
const found = (title: string, community = COMMUNITIES[0] ?? '') => createRecord(operator, productRegisters, 'organizations', filedGroup(title, community));
const get = async (url: string, { from = app, as = cookie } = {}) => {
  const reply = await from.inject({ method: 'GET', url, headers: { cookie: as } });
  return {
    status: reply.statusCode,
    body: reply.headers['content-type']?.includes('json') ? reply.json<{ total?: number; items?: { values: { name: string } }[] }>() : {},
  };
};

const post = async (url: string, payload: object, from = app) => {
  const reply = await from.inject({ method: 'POST', url, payload, headers: { cookie, 'idempotency-key': crypto.randomUUID() } });
  return { status: reply.statusCode, body: reply.json<{ id: string }>() };
};

async function openServer(strict: Database, strictPortal: Database, withCopy: boolean): Promise<FastifyInstance> {
  const platform = { ...operator.platform, db: strict, portalDb: strictPortal, ...(withCopy ? { replica } : {}) };
  const made = await createServer({ platform, log: false, pages: new PageCache() });
  closing.push(() => made.app.close());
  return made.app;
}

async function signIn(account: string): Promise<string> {
  const reply = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { account, password: PASSWORD } });
  return `wotu_session=${reply.cookies.find((each) => each.name === 'wotu_session')?.value ?? ''}`;
}

async function enterPerson(): Promise<string> {
  let code = '';
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const door = { ...testContext(db, { actor: NOBODY, messages }), origin: '10.3.0.1' };
  const phone = '13800180001';
  await (await requestPhoneCode(door, phone)).sent;
  const { token } = await enterByPhone(door, { phone, code, agreed: true }, { userAgent: 'test', formerToken: null });
  const id = (await findPersonVisit(door, token))?.id ?? 0;
  const districts = COMMUNITIES.map((community) => Number(community.slice(0, 6)));
  await inTransaction(db, (tx) =>
    noteWhereabouts(
      tx,
      districts.map((district) => ({ kind: 'account', key: id, district })),
    ),
  );
  return `wotu_person=${token}`;
}

const subscriptions = async () => (await sql<{ name: string }>`select subname as name from pg_subscription`.execute(copyOwner)).rows.map((one) => one.name);
/** What the nodes send is taken, or waits there. */
async function turn(to: 'enable' | 'disable'): Promise<void> {
  for (const one of await subscriptions()) await sql.raw(`alter subscription ${one} ${to}`).execute(copyOwner);
}

/** All rows of a table as one text, in the order of their keys. */
async function contentOf(where: Database, table: string): Promise<string> {
  const { rows } = await sql<{ row: string }>`select ${sql.table(table)}::text as row from ${sql.table(table)}`.execute(where);
  return rows
    .map(({ row }) => row)
    .sort()
    .join('\n');
}

describe.runIf(keepsChanges)('a copy that gathers all shards', () => {
  beforeAll(async () => {
    operator = testContext(db, { facts: createProductFacts() });
    await loadTestDivisions(operator);
    await loadPlanFiles(operator);
    await openAccount(operator, { name: 'city', role: 'cityCivilAffairsStaff', division: CITY });
    await openAccount(operator, { name: 'system', role: 'systemAdministrator', division: '000000000000' });
    await openAccount(operator, { name: 'county', role: 'districtCivilAffairsStaff', division: '410402000000' });
    for (const community of COMMUNITIES) await found('晨光合唱队', community);
    person = await enterPerson();
    server = await startPostgresServer();
    closing.push(() => server.stop());
    const at = { host: server.folder, port: server.port, user: 'postgres' };
    const admin = openDatabase({ ...at, database: 'postgres' });
    await sql`create database copy`.execute(admin);
    await admin.destroy();
    copyUrl = `postgres://postgres@localhost/copy?host=${encodeURIComponent(server.folder)}&port=${server.port}`;
    await gather();
    copyOwner = openDatabase({ ...at, database: 'copy' });
    everywhere = openDatabase({ connectionString: everywhereUrl });
    copy = openDatabase({ ...at, database: 'copy', role: 'wotu_app' });
    const portal = openDatabase({ ...at, database: 'copy', role: 'wotu_portal' });
    // sessions that begin from now on refuse what asks several shards
    await sql.raw(`alter database ${name} set citus.multi_task_query_log_level = 'error'`).execute(owner);
    const strict = openDatabase({ ...ownerConnection, role: 'wotu_app' });
    const strictPortal = openDatabase({ ...ownerConnection, role: 'wotu_portal' });
    const marking = openDatabase({ ...ownerConnection, role: 'wotu_app', max: 2 });
    replica = watchReplica({ primary: marking, application: copy, portal }, { mostLagMs: 5000, say: () => undefined });
    await vi.waitUntil(() => replica.database() !== undefined, 10_000);
    app = await openServer(strict, strictPortal, true);
    bare = await openServer(strict, strictPortal, false);
    closing.push(
      () => replica.stop(),
      () => Promise.all([strict, strictPortal, marking, copy, copyOwner, everywhere, portal].map((one) => one.destroy())),
    );
    [cookie, county] = [await signIn('city'), await signIn('county')];
  }, 240_000);
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });

  it.each([
    ['a page with its total', `${RECORDS}?limit=50&state=current&withTotal=true`],
    ['a search of two characters', `${RECORDS}?limit=50&state=current&q=${encodeURIComponent('合唱')}`],
    ['a search of three characters', `${RECORDS}?limit=50&state=current&q=${encodeURIComponent('合唱队')}`],
    ['counts by place', '/api/v1/registers/organizations/places?state=current'],
    ['the list as a workbook', '/api/v1/registers/organizations/list-file?state=current'],
    ['all registers as a workbook', '/api/v1/exports/evidence?masked=true'],
    ['applications', '/api/v1/filings/applications?withTotal=true'],
    ['their statistics', '/api/v1/filings/statistics?from=2023-01-01&to=2023-11-20'],
    ['needs and their counts', '/api/v1/needs/counts'],
    ['activities', '/api/v1/activities'],
    ['volunteers', '/api/v1/volunteers'],
  ])('%s of a city is read from it; without it every shard would be asked', async (_what, url) => {
    expect((await get(url)).status).toBe(200);
    expect((await get(url, { from: bare })).status).toBe(500);
  });

  it.each([
    ['a report', '/api/v1/reports', { plan: 'pingdingshan-2021', period: '2023Q2' }],
    ['a gap that is given to a county', '/api/v1/plans/pingdingshan-2021/gap-tasks', { target: 'PDS-Q03', division: '410402000000', dueOn: '2023-12-15' }],
    ['a check of figures', '/api/v1/indicators/check', {}],
    ['the plan of a year', '/api/v1/activity-plans', { year: 2023 }],
  ])('%s: what a city reads of its counties for it comes from the copy, beside what is written', async (_what, url, payload) => {
    expect((await post(url, payload, bare)).status).toBe(500);
    expect((await post(url, payload)).status).toBe(200);
  });

  it('figures of a report are taken anew from it', async () => {
    const { body } = await post('/api/v1/reports', { plan: 'pingdingshan-2021', period: '2023Q3' });
    expect((await post(`/api/v1/reports/${body.id}/refresh`, { version: 1 })).status).toBe(200);
  });

  it('finds the records of all counties', async () => {
    const { body } = await get(`${RECORDS}?limit=50&state=current&withTotal=true&q=${encodeURIComponent('晨光合唱队')}`);
    expect([body.total, body.items?.length]).toEqual([2, 2]);
  });

  it('leaves a county to its own shard', async () => {
    const before = replica.state().readings;
    expect((await get(`${RECORDS}?limit=50&state=current&withTotal=true`, { as: county })).status).toBe(200);
    expect(replica.state().readings).toBe(before);
  });

  it.each([
    ['announcements of a city', `/notices?place=${CITY}`],
    ['organizations of a city', `/groups?place=${CITY}`],
    ['articles of a city', `/articles?place=${CITY}`],
  ])('%s are read from it on the public pages', async (_what, url) => {
    expect([(await get(url)).status, (await get(url, { from: bare })).status]).toEqual([200, 500]);
  });

  it.each(['/my', '/my/data', '/my/data/file?form=json', '/my/close'])('what somebody has in several counties is read from it on %s', async (url) => {
    expect([(await get(url, { as: person })).status, (await get(url, { from: bare, as: person })).status]).toEqual([200, 500]);
  });

  it('files that nobody looked at are counted in it where everything is looked after', async () => {
    const system = await signIn('system');
    const ask = (from: FastifyInstance) => get('/api/v1/operations/health', { from, as: system });
    expect([(await ask(app)).status, (await ask(bare)).status]).toEqual([200, 500]);
  });

  it('holds all that it was asked for until here', () => {
    expect(replica.state().failures).toBe(0);
  });

  it('shows at once what whoever asks has just changed', async () => {
    for (let round = 0; round < 20; round += 1) {
      const title = `刚成立的${round}队`;
      await found(title);
      const { body } = await get(`${RECORDS}?limit=50&state=current&q=${encodeURIComponent(title)}`, { as: `${cookie}; wotu_written=${round}` });
      expect(body.items?.map(({ values }) => values.name)).toEqual([title]);
    }
  });

  it('is waited for by more people at once than the primary has connections', async () => {
    const all = Array.from({ length: 40 }, (_, each) => get(`${RECORDS}?limit=50&state=current`, { as: `${cookie}; wotu_written=at-once-${each}` }));
    expect(new Set((await Promise.all(all)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(replica.database()).toBeDefined();
  });

  it('is waited for by requests that hold all connections of the primary', async () => {
    const ask = (each: number) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/registers/organizations/records/by-number',
        headers: { cookie: `${cookie}; wotu_written=held-${each}`, 'idempotency-key': crypto.randomUUID() },
        payload: { number: '13900000000' },
      });
    const replies = await Promise.all(Array.from({ length: 30 }, (_, each) => ask(each)));
    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect([replica.database() === undefined, replica.state().failures]).toEqual([false, 0]);
  });

  it('has the same rows after records were made, corrected and removed', async () => {
    const { id } = await found('改了名的队');
    await updateRecord(operator, productRegisters, 'organizations', id, 1, { name: '另一个名字' }, '写错了');
    const gone = await found('误登的队', COMMUNITIES[1]);
    await deleteRecord(operator, productRegisters, 'organizations', gone.id, 1, '登记错了');
    expect(await replica.catchUp(undefined)).toBe(true);
    for (const table of ['organizations', 'record_versions', 'audit_entries', 'whereabouts', 'divisions', 'figure_province_months'])
      expect([table, await contentOf(copyOwner, table)]).toEqual([table, await contentOf(everywhere, table)]);
  });

  it('takes what comes again for what it is', async () => {
    // as when a row was read from its table while its making still waited on the node
    const { id } = await found('来过两次的队');
    expect(await replica.catchUp(undefined)).toBe(true);
    await sql`set session_replication_role = replica; insert into organizations select * from organizations where id = ${sql.lit(id)}`.execute(copyOwner);
    expect((await sql`select from organizations where id = ${id}`.execute(copyOwner)).rows).toHaveLength(1);
  });

  // beside what lies on shards: a notice is shown with the template it was issued with
  it.each(['filing_templates', 'filing_template_versions', 'person_hats', 'offices', 'plans'])('lets %s be read', async (table) => {
    await expect(sql`select from ${sql.table(table)} limit 1`.execute(copy)).resolves.toBeDefined();
  });

  it.each([
    ['written by nobody', sql`update organizations set version = version + 1`],
    ['nothing to learn how people sign in from', sql`select from sessions`],
  ])('is %s', async (_what, statement) => {
    await expect(statement.execute(copy)).rejects.toMatchObject({ code: '42501' });
    expect((await sql`select from accounts where password_hash is not null`.execute(copyOwner)).rows).toEqual([]);
  });

  it('is not asked once it stands still, and again when it goes on', async () => {
    await turn('disable');
    await vi.waitFor(() => expect(replica.database()).toBeUndefined(), 20_000);
    expect(await replica.catchUp('still')).toBe(false);
    await turn('enable');
    await vi.waitFor(() => expect(replica.database()).toBeDefined(), 20_000);
  }, 60_000);

  it('is not asked by an installation that was set back to what it was', async () => {
    await turn('disable');
    for (const table of ['replica_marks', 'replica_head_marks']) await sql`update ${sql.table(table)} set mark = 1`.execute(everywhere);
    await vi.waitFor(() => expect(replica.database()).toBeUndefined(), 20_000);
    expect(await replica.catchUp(undefined)).toBe(false);
    await turn('enable');
    await vi.waitFor(() => expect(replica.database()).toBeDefined(), 20_000);
  }, 60_000);

  it('is made anew though a node kept a slot that nobody took back', async () => {
    await turn('disable');
    for (const one of await subscriptions()) {
      await sql.raw(`alter subscription ${one} set (slot_name = none)`).execute(copyOwner);
      await sql.raw(`drop subscription ${one}`).execute(copyOwner);
    }
    expect(await gather()).toMatchObject({ isFollowing: true, leftSlots: [] });
  }, 120_000);

  it('is made anew over itself, while it is asked', async () => {
    expect(await gather()).toMatchObject({ isFollowing: true, leftSlots: [] });
    await vi.waitFor(() => expect(replica.database()).toBeDefined(), 10_000);
    expect(await contentOf(copyOwner, 'organizations')).toBe(await contentOf(everywhere, 'organizations'));
  }, 120_000);

  it('has every index of the installation, and nobody may write by the owner’s functions', async () => {
    expect((await sql`select indexrelid::regclass::text as name from pg_index where not indisvalid`.execute(copyOwner)).rows).toEqual([]);
    const names = (where: Database) =>
      sql<{ name: string }>`select distinct indexdef as name from pg_indexes where schemaname = 'public' and tablename = 'organizations'`.execute(where);
    expect((await names(copyOwner)).rows).toHaveLength((await names(owner)).rows.length);
    await expect(sql`select ensure_audit_month('2031-01-01')`.execute(copy)).rejects.toMatchObject({ code: '42501' });
  });

  it('follows a row of which it leaves out what is secret', async () => {
    await sql`insert into need_programs (id, district, div, recorded_div, level, name, channel, key_id, secret_cipher, previous_secret_cipher, previous_until, created_at, created_by)
      values (410402000999991, 410402, 410402001000, 410402001000, 'township', '某街道', 'smartPlatform', 'wnABCDEFGHJK22', 'x', 'x', now(), now(), 'x')`.execute(
      everywhere,
    );
    expect(await replica.catchUp(undefined)).toBe(true);
    const { rows } =
      await sql`select name, secret_cipher as secret, previous_secret_cipher as former, previous_until is not null as until from need_programs`.execute(
        copyOwner,
      );
    expect(rows).toEqual([{ name: '某街道', secret: null, former: null, until: true }]);
  });

  it('forgets a month of the trail when the installation does', async () => {
    await sql`select ensure_audit_month('2001-01-01')`.execute(everywhere);
    await sql`insert into audit_entries (month, district, number, at, actor_id, actor_name, jurisdiction, origin, request_id, action, subject_type, subject_id, details, previous_hash, hash)
      values ('2001-01-01', 410402, 1, '2001-01-05', 'x', 'x', 0, 'x', 'x', 'x', 'x', 'x', '{}', 'x', 'x')`.execute(everywhere);
    const entries = async () => (await sql`select from audit_entries where month = '2001-01-01'`.execute(copyOwner)).rows.length;
    expect([await replica.catchUp(undefined), await entries()]).toEqual([true, 1]);
    await expireMonths(operator, { connectionString: everywhereUrl }, 184);
    expect([await replica.catchUp(undefined), await entries()]).toEqual([true, 0]);
  });

  it.each(['source', 'migration', 'placement'])('is not asked when it is of another %s', async (column) => {
    const written = (await sql<{ value: string }>`select ${sql.ref(column)} as value from gathered_copy`.execute(copyOwner)).rows[0]?.value;
    await sql`update gathered_copy set ${sql.ref(column)} = 'another'`.execute(copyOwner);
    await vi.waitFor(() => expect(replica.database()).toBeUndefined(), 10_000);
    await sql`update gathered_copy set ${sql.ref(column)} = ${written}`.execute(copyOwner);
    await vi.waitFor(() => expect(replica.database()).toBeDefined(), 10_000);
  });

  it('is not begun where a node does not keep its changes, and by one at a time', async () => {
    const turn = (to: string) => sql.raw(`alter database ${name} set citus.enable_change_data_capture = ${to}`).execute(owner);
    await turn('off');
    await expect(gather()).rejects.toMatchObject({ code: 'CHANGES_NOT_KEPT' });
    await turn('on');
    await copyOwner.connection().execute(async (other) => {
      await sql`select pg_advisory_lock(${LOCK_NUMBERS.gather})`.execute(other);
      await expect(gather()).rejects.toMatchObject({ code: 'GATHER_UNDER_WAY' });
      await sql`select pg_advisory_unlock(${LOCK_NUMBERS.gather})`.execute(other);
    });
    expect(await contentOf(copyOwner, 'organizations')).not.toBe('');
  });

  it('empties nothing but a copy, and gathers nothing but shards', async () => {
    const installation = ownerConnection.connectionString ?? '';
    await expect(gatherCopy({ coordinatorUrl: installation, copyUrl: installation, say: () => undefined })).rejects.toMatchObject({ code: 'COPY_HOLDS_DATA' });
    await expect(gatherCopy({ coordinatorUrl: copyUrl, copyUrl, say: () => undefined })).rejects.toMatchObject({ code: 'NO_SHARDS_TO_GATHER' });
    expect(await contentOf(copyOwner, 'organizations')).not.toBe('');
  });

  it('is not made where texts stand in another order', async () => {
    await sql`create database sorts template template0 locale_provider icu icu_locale 'zh-CN'`.execute(copyOwner);
    const sorts = copyUrl.replace('/copy?', '/sorts?');
    await expect(gatherCopy({ coordinatorUrl: everywhereUrl, copyUrl: sorts, say: () => undefined })).rejects.toMatchObject({ code: 'COPY_SORTS_OTHERWISE' });
  });

  it('is not made by a program of another version than its installation', async () => {
    await sql`insert into schema_migrations (name, digest) values ('9999_platform_create_future.sql', 'x')`.execute(owner);
    await expect(gather()).rejects.toMatchObject({ code: 'OF_ANOTHER_VERSION' });
    await sql`delete from schema_migrations where name = '9999_platform_create_future.sql'`.execute(owner);
    expect(replica.database()).toBeDefined();
  });
});
