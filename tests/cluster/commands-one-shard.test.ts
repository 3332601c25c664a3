/** What offices above a county change in several counties goes from one to the next: on a distributed engine that refuses statements for several shards. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { exportEvidence } from '#modules/evidence/server/commands/export-evidence.ts';
import { handOverDesk } from '#modules/filings/server/commands/hand-over-desk.ts';
import { mergeOrganizations } from '#modules/organizations/server/commands/merge-organizations.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { type Database, openDatabase } from '#platform/db/database.ts';
import { deleteRecord, endRecord } from '#platform/registers/end-record.ts';
import { keepApart } from '#platform/registers/keep-apart.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { loadTestDivisions } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, idNumberOf, meansOf } from '#tests/support/filings.ts';
import { filedGroup } from '#tests/support/organizations.ts';

const CITY = 410_400_000_000;
const COMMUNITIES = ['410402001001', '410403001001'] as const;
const [HERE, THERE] = COMMUNITIES;

const { owner, ownerConnection, name } = await createTestDatabase();
/** for what others do, and for looking behind: asks all shards though the sessions of this test may not */
let everywhere: Database;
let strict: Database;
let operator: Context;
/** an office of the city, whose connection refuses what asks several shards */
let city: Context;

const make = async (register: string, values: object) => (await createRecord(operator, productRegisters, register, { ...values })).id;
const found = (title: string, community: string) => make('organizations', filedGroup(title, community));
const one = (id: number) => ({ id, version: 1 });
const rowsOf = async (query: ReturnType<typeof sql<object>>) => (await query.execute(everywhere)).rows;

describe.runIf(inject('cluster'))('an office of a city, on a distributed engine,', () => {
  beforeAll(async () => {
    const url = `${ownerConnection.connectionString}?options=${encodeURIComponent('-c citus.multi_task_query_log_level=off')}`;
    everywhere = openDatabase({ connectionString: url, role: 'wotu_app' });
    operator = testContext(everywhere, { facts: createProductFacts() });
    await loadTestDivisions(operator);
    await loadPlanFiles(operator);
    // sessions that begin from now on refuse what asks several shards
    await sql.raw(`alter database ${name} set citus.multi_task_query_log_level = 'error'`).execute(owner);
    strict = openDatabase({ ...ownerConnection, role: 'wotu_app' });
    const actor = actorAs('cityCivilAffairsStaff', CITY, 'city');
    // lists are read from the copy (`gathered-copy.test.ts`); the connection that may ask all shards stands for it
    city = { ...operator, actor, platform: { ...operator.platform, db: strict, gathered: everywhere } };
  }, 120_000);
  afterAll(async () => {
    await everywhere?.destroy();
    await strict?.destroy();
  });

  it('is refused what asks several shards, in this test', async () => {
    await expect(sql`select count(*) from organizations`.execute(strict)).rejects.toThrow(/multi-task|multiple shards/i);
  });

  it('hands a desk with cases of two counties over', async () => {
    for (const [index, community] of COMMUNITIES.entries()) {
      const [div, district] = [Number(community), Math.floor(Number(community) / 1e6)];
      await sql`insert into filing_applications (id, district, div, recorded_div, procedure, state, subject_name, form, rules, applicant_id, applicant_name, handler_id, handler_name,
          clock_started_on, created_at, created_by, updated_at, updated_by)
        values (${district * 1e9 + index + 1}, ${district}, ${div}, ${div}, 'filing', 'submitted', '合唱队', '{}', 'nation', '8', '申请人', '900', '张三', '2023-11-01', now(), '8', now(), '8')`.execute(
        everywhere,
      );
    }
    const colleague = { id: '901', name: '李四', division: CITY, mayHandle: true };
    const means = meansOf(productRegisters, { findColleague: async () => colleague });
    expect(await handOverDesk(city, means, { to: 'lisi', from: '900', reason: '调离' })).toBe(2);
    expect(await rowsOf(sql`select distinct handler_id as handler from filing_applications`)).toEqual([{ handler: '901' }]);
  });

  it('keeps two organizations of two counties apart', async () => {
    const [here, there] = [await found('和平棋社', HERE), await found('和平棋社', THERE)];
    await expect(keepApart(city, productRegisters, 'organizations', [here, there], '两个区各有一个')).resolves.toBeUndefined();
  });

  it('makes one of two, with what refers to the one that goes', async () => {
    const [keep, remove] = [await found('长青书画社', HERE), await found('长青书画学社', THERE)];
    const memberOf = (organizationName: string, organizationDiv: string, member: string) =>
      make('organization-members', { organizationName, organizationDiv, kind: '个人', name: member, joinedOn: '2023-01-01' });
    await memberOf('长青书画社', HERE, '周青');
    for (const member of ['周青', '李禾']) await memberOf('长青书画学社', THERE, member);
    await mergeOrganizations(city, organizationMeans, { keep: one(keep), remove: one(remove), reason: '同一个社' });
    expect(await rowsOf(sql`select organization_id as id, district, name from organization_members order by name`)).toEqual(
      ['周青', '李禾'].map((member) => ({ id: keep, district: 410_402, name: member })),
    );
    expect(await rowsOf(sql`select id from organizations where district in (410402, 410403) and id in (${keep}, ${remove})`)).toEqual([{ id: keep }]);
  });

  it('ends and removes what pairs two counties', async () => {
    const id = await make('pairings', { kind: '区域结对', partyA: '410402000000', partyB: '410403000000', startedOn: '2022-01-01' });
    await endRecord(city, productRegisters, 'pairings', id, 1, '2023-01-01', '期满');
    expect(await rowsOf(sql`select district, ended_on as ended from pairing_sides order by district`)).toEqual([
      { district: 410_402, ended: '2023-01-01' },
      { district: 410_403, ended: '2023-01-01' },
    ]);
    await deleteRecord(city, productRegisters, 'pairings', id, 2, '登记错了');
    expect(await rowsOf(sql`select district from pairing_sides`)).toEqual([]);
  });

  it('notes each record whose numbers an export shows, its own too', async () => {
    for (const [index, div] of COMMUNITIES.entries())
      await make('talents', { name: `人才${index}`, div, idNumber: idNumberOf(index + 1), startedOn: '2022-01-01' });
    // records of a city itself are rare
    await sql`insert into talents select (jsonb_populate_record(t, jsonb_build_object('id', 410400000000900, 'district', 410400, 'div', ${CITY}::bigint))).*
      from talents t where t.district = 410402`.execute(everywhere);
    for await (const _ of await exportEvidence(city, productRegisters, { reason: '核对人数' }));
    expect(await rowsOf(sql`select district from personal_data_views where register = 'talents' order by district`)).toEqual(
      [410_400, 410_402, 410_403].map((district) => ({ district })),
    );
  });
});
