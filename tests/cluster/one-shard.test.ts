/** What people do within a county asks one shard: on a distributed engine that refuses every statement which would go to several. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { readOwnCorrections } from '#modules/accounts/server/correction-store.ts';
import { listOwnSignUps } from '#modules/activities/server/queries/list-own-sign-ups.ts';
import { listOwnOrganizations } from '#modules/filings/server/queries/list-own-organizations.ts';
import { listFollowed } from '#modules/needs/server/queries/find-followed.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { writeLinks } from '#modules/publicity/server/history-store.ts';
import { revokeCovering } from '#modules/volunteers/server/certificate-store.ts';
import { endMembershipsOf, teamsLedBy } from '#modules/volunteers/server/membership-store.ts';
import { findOverlap, hasServedIn, isRecordedFrom, yearsServed } from '#modules/volunteers/server/service-store.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction, openDatabase } from '#platform/db/database.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import { deleteRecord } from '#platform/registers/end-record.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { codeOf } from '#shared/division-code.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { filedGroup } from '#tests/support/organizations.ts';

const COUNTY = '410402000000';
const CODE = '7K3MQ9TX4WVB';
const ABSENT = 410_402_999_999_999;
const RECORDS = '/api/v1/registers/organizations/records';

const { db, owner, ownerConnection, name } = await createTestDatabase();
let strict: Database;
let strictPortal: Database;
let within: Context;
let app: FastifyInstance;
let cookie = '';
let community = '';
let organization = 0;

async function ask(url: string, body?: object) {
  const reply = await app.inject({
    method: body ? 'POST' : 'GET',
    url,
    headers: { cookie, 'idempotency-key': crypto.randomUUID() },
    ...(body ? { payload: body } : {}),
  });
  return { status: reply.statusCode, body: reply.json<{ total?: number; items?: unknown[]; detail?: string }>() };
}

/** Days on which a figure of the county changes. */
async function figureDays(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from figure_days where district = ${Number(COUNTY) / 1e6}`.execute(strict);
  return rows[0]?.count ?? 0;
}

describe.runIf(inject('cluster'))('on a distributed engine', () => {
  beforeAll(async () => {
    const operator = testContext(db, { facts: createProductFacts() });
    await loadTestDivisions(operator);
    await loadPlanFiles(operator);
    const { rows } = await sql<{ key: number }>`select key from divisions where key > ${Number(COUNTY)} and level = 5 and counted order by key limit 1`.execute(
      db,
    );
    community = codeOf(rows[0]?.key ?? 0);
    organization = (await createRecord(operator, productRegisters, 'organizations', filedGroup('晨光合唱队', community))).id;
    await openAccount(operator, { name: 'county', role: 'districtCivilAffairsStaff', division: COUNTY });
    // sessions that begin from now on refuse what asks several shards
    await sql.raw(`alter database ${name} set citus.multi_task_query_log_level = 'error'`).execute(owner);
    strict = openDatabase({ ...ownerConnection, role: 'wotu_app' });
    strictPortal = openDatabase({ ...ownerConnection, role: 'wotu_portal' });
    within = { ...operator, platform: { ...operator.platform, db: strict } };
    const platform = { ...operator.platform, db: strict, portalDb: strictPortal };
    ({ app } = await createServer({ platform, log: false }));
    // a code that leads to a district, where nothing has it
    await inTransaction(strict, (tx) => noteWhereabouts(tx, [{ kind: 'code', key: CODE, district: Number(COUNTY) / 1e6 }]));
    const reply = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { account: 'county', password: PASSWORD } });
    cookie = `wotu_session=${reply.cookies.find((each) => each.name === 'wotu_session')?.value ?? ''}`;
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await strict?.destroy();
    await strictPortal?.destroy();
  });

  it('what asks several shards is refused in this test', async () => {
    await expect(sql`select count(*) from organizations`.execute(strict)).rejects.toThrow(/multi-task|multiple shards/i);
  });

  it.each([
    ['a record by its id', () => `${RECORDS}/${organization}`],
    ['a page of a county with its total', () => `${RECORDS}?division=${COUNTY}&limit=50&state=current&withTotal=true`],
    ['a page of a community', () => `${RECORDS}?division=${community}&limit=50&state=current`],
    ['a search by name', () => `${RECORDS}?division=${COUNTY}&limit=50&state=current&q=${encodeURIComponent('合唱')}`],
    ['what belongs to an organization', () => `/api/v1/organizations/${organization}/related`],
    ['counts by place', () => `/api/v1/registers/organizations/places?division=${COUNTY}&state=current`],
  ])('%s is read from one shard', async (_what, url) => {
    expect(await ask(url())).toMatchObject({ status: 200 });
  });

  it.each([
    ['an organization', () => `/groups/${organization}`, 200],
    ['an organization that is absent', () => `/groups/${ABSENT}`, 404],
    ['organizations of a community', () => `/groups?place=${community}`, 200],
    ['what is on in a county', () => `/activities?place=${COUNTY}`, 200],
    ['an activity', () => `/activities/${ABSENT}`, 404],
    ['an article', () => `/articles/${ABSENT}`, 404],
    ['an announcement', () => `/notices/${ABSENT}`, 404],
    ['announcements of a county', () => `/notices?place=${COUNTY}`, 200],
    ['announcements of a county that are past', () => `/notices/archive?place=${COUNTY}&q=${encodeURIComponent('合唱')}`, 200],
    ['a file', () => `/files/${ABSENT}`, 404],
    ['a certificate by its code', () => `/check/${CODE}`, 404],
    ['an objection by its receipt', () => `/notices/objections?code=${CODE}`, 404],
    ['the front page of a county', () => '/', 200],
  ])('on the public pages, %s is asked of one shard', async (_what, url, status) => {
    const reply = await app.inject({ method: 'GET', url: url(), headers: { cookie: `wotu_place=${COUNTY}` } });
    expect(reply.statusCode).toBe(status);
  });

  it('a need by its number likewise', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: '/needs/follow',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-wotu-request': '1' },
      payload: `number=${CODE}&phone=13900000000`,
    });
    expect(reply.statusCode).toBe(404);
  });

  it('an organization is founded on one shard, with history, trail and counters', async () => {
    const values = {
      name: '新办互助社',
      category: '公益慈善类',
      tier: '台账',
      div: community,
      establishedOn: '2023-01-01',
      memberCount: 12,
      leaderName: '甲乙',
      isHub: false,
    };
    expect(await ask(RECORDS, { values })).toMatchObject({ status: 200 });
  });

  it.each([
    ['signed up for', () => listOwnSignUps(within)],
    ['stated', () => listFollowed(strict, '17')],
    ['leads', () => listOwnOrganizations(within)],
    ['asked to be corrected', () => readOwnCorrections(strict, 17, 10)],
  ])('nobody is asked everywhere for what somebody %s who has nothing', async (_what, ask) => {
    expect(await ask()).toEqual([]);
  });

  it('a facility is corrected and removed on one shard, with the places that it covers', async () => {
    const values = { name: '幸福中心', kind: '城市社区老年人日间照料中心', div: community, coveredDivs: [community], startedOn: '2022-01-01' };
    const { id } = await createRecord(within, productRegisters, 'care-facilities', values);
    await updateRecord(within, productRegisters, 'care-facilities', id, 1, { endedOn: '2023-01-01' });
    await expect(deleteRecord(within, productRegisters, 'care-facilities', id, 2, '登记错了')).resolves.toBeUndefined();
  });

  it('a pairing is known by its parties on one shard', async () => {
    const values = { kind: '组织结对', partyA: '合唱队', div: community, partyB: '舞蹈队', partyBDiv: community, startedOn: '2022-01-01' };
    await createRecord(within, productRegisters, 'pairings', values);
    await expect(createRecord(within, productRegisters, 'pairings', values)).rejects.toMatchObject({ code: 'RECORD_KEY_TAKEN' });
  });

  it('the only training of a kind is removed on one shard, though days and months of figures go with it', async () => {
    const values = { name: '骨干培训', div: COUNTY, hostLevel: '区', startedOn: '2022-06-01', audiences: ['社区社会组织负责人'], participants: 30 };
    const before = await figureDays();
    const { id } = await createRecord(within, productRegisters, 'trainings', values);
    expect(await figureDays()).toBeGreaterThan(before);
    await expect(deleteRecord(within, productRegisters, 'trainings', id, 1, '登记错了')).resolves.toBeUndefined();
    expect(await figureDays()).toBe(before);
  });

  it('two organizations become one, which articles of the city name', async () => {
    const [keep, remove] = [
      await createRecord(within, productRegisters, 'organizations', filedGroup('和平乒乓球队', community)),
      await createRecord(within, productRegisters, 'organizations', filedGroup('和平乒乓队', community)),
    ];
    const article = { district: 410_400, id: 410_400_000_000_001 };
    const links = [{ kind: 'organization' as const, target: String(remove.id), name: '和平乒乓队' }];
    await inTransaction(strict, (tx) => writeLinks(tx, article, links));
    const merged = { keep: String(keep.id), keepVersion: 1, remove: String(remove.id), removeVersion: 1, reason: '同一支队' };
    expect(await ask('/api/v1/organizations/duplicates/merge', merged)).toMatchObject({ status: 200 });
    const { rows } = await sql`select target from publicity_links where district = ${article.district} and article_id = ${article.id}`.execute(strict);
    expect(rows).toEqual([{ target: String(keep.id) }]);
  });

  it.each([
    ['a report is drafted', '/api/v1/reports', { plan: 'pingdingshan-2021', period: '2023Q2' }],
    ['figures are compared with what they count', '/api/v1/indicators/check', {}],
  ])('%s on one shard', async (_what, url, body) => {
    expect(await ask(url, body)).toMatchObject({ status: 200 });
  });

  it('what a volunteer did in two counties is asked of one after the other', async () => {
    const [volunteerId, time] = [410_402_000_000_777, { servedOn: '2023-05-01', began: 540, ended: 600 }];
    const service = { volunteerId, servedOn: time.servedOn, confirmedOn: time.servedOn };
    await inTransaction(strict, async (tx) => {
      await noteWhereabouts(tx, [{ kind: 'record', key: volunteerId, district: 410_403 }]);
      expect(await findOverlap(tx, volunteerId, time)).toBeUndefined();
      expect(await isRecordedFrom(tx, volunteerId, 1)).toBe(false);
      expect(await hasServedIn(tx, volunteerId, 2023, 1)).toBe(false);
      expect(await yearsServed(tx, volunteerId)).toEqual([]);
      expect(await teamsLedBy(tx, volunteerId)).toEqual([]);
      expect(await revokeCovering(tx, service, '2023-06-01', '改了')).toBe(0);
      expect(await endMembershipsOf(tx, volunteerId, '2023-06-01', '退出')).toBe(0);
    });
  });

  it('a record is removed on one shard, and whatever refers to it forgets it', async () => {
    const { id } = await createRecord(within, productRegisters, 'organizations', filedGroup('误登的社', community));
    await expect(deleteRecord(within, productRegisters, 'organizations', id, 1, '登记错了')).resolves.toBeUndefined();
  });
});
