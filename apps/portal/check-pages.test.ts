/** The public page of a certificate, read through the role of the public pages, from the first visit to the end of the organization. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createProductFacts } from '#apps/server/facts.ts';
import { createServer } from '#apps/server/create-server.ts';
import { productRegisters } from '#apps/server/registers.ts';
import type { ActionId, ProcedureId } from '#modules/filings/contract/workflow.ts';
import type { ActionInput, FilingForm } from '#modules/filings/contract/application.ts';
import { actOnApplication } from '#modules/filings/server/commands/act-on-application.ts';
import { startApplication } from '#modules/filings/server/commands/start-application.ts';
import { getApplication } from '#modules/filings/server/queries/get-application.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, CREDIT_CODE, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { REQUEST_LIMITS } from '#platform/limits/request-limits.ts';

const { db, portal, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const means = meansOf(productRegisters);
const { street, district } = deskOf(operator, 'pingdingshan');
const PHONE = '13800138001';
const LEADER = '欧阳春晖';
let app: FastifyInstance;

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan']);
  ({ app } = await createServer({ platform: operator.platform, log: false }));
}, 60_000);
afterAll(() => app.close());

async function pass(
  context: Context,
  procedure: ProcedureId,
  steps: readonly [ActionId, ActionInput?][],
  form: FilingForm,
  organizationId?: number,
): Promise<number> {
  const draft = { form, leaderIdNumber: idNumberOf(1), leaderPhone: PHONE, materials: ALL_MATERIALS };
  const where = organizationId === undefined ? { division: codeOf(PLACES.pingdingshan.community) } : { organizationId };
  const id = await startApplication(context, means, 'office', { procedure, draft, ...where });
  for (const [action, input = {}] of steps) {
    const { version } = await getApplication(operator, means, 'office', id);
    await actOnApplication(context, means, 'office', { id, version, action, input });
  }
  return Number((await getApplication(operator, means, 'office', id)).organizationId);
}

const file = (name: string) => pass(street, 'filing', [['submit'], ['grant']], { ...completeForm(name), leaderName: LEADER });

async function codeOfCertificate(organizationId: number, kind = 'filingCertificate'): Promise<string> {
  const { rows } = await sql<{
    code: string;
  }>`select check_code as code from filing_notices where organization_id = ${organizationId} and kind = ${kind}`.execute(owner);
  return rows[0]?.code ?? '';
}

const visit = (url: string, remoteAddress = '127.0.0.1') => app.inject({ method: 'GET', url, remoteAddress });
const textOf = (body: string) =>
  body
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('whoever holds a certificate', () => {
  it('sees how the organization stands today, and nothing of a person', async () => {
    const organizationId = await file('春晖互助社');
    const code = await codeOfCertificate(organizationId);
    const reply = await visit(`/check/${code}`);
    const text = textOf(reply.body);
    expect(reply.statusCode).toBe(200);
    for (const part of ['✓ 有效', '春晖互助社', '已备案', '曙光街街道社备〔2023〕1号', '新华区曙光街街道办事处', '2023年11月20日 备案', '2023年1月10日 成立'])
      expect(text).toContain(part);
    for (const personal of [LEADER, PHONE, idNumberOf(1), '社区活动室']) expect(reply.body).not.toContain(personal);
    expect(reply.body).not.toMatch(/<script/i);
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('is told that an invented one is invented', async () => {
    const organizationId = await file('演练社');
    const code = await codeOfCertificate(organizationId);
    expect((await visit(`/check/${code}`)).body).not.toContain('演示数据');
    await sql`update filing_applications set demonstration = true where organization_id = ${organizationId}`.execute(owner);
    expect((await visit(`/check/${code}`)).body).toContain('演示数据');
  });

  it('may type the code as it stands on the paper', async () => {
    const code = await codeOfCertificate(await file('春风社'));
    const typed = `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase();
    expect(textOf((await visit(`/check?code=${encodeURIComponent(typed)}`)).body)).toContain('春风社');
  });

  it('is told when the organization moved on or ended, each certificate for itself', async () => {
    const organizationId = await file('夏荷社');
    const registered = [['submit'], ['grant', { creditCode: CREDIT_CODE }]] as [ActionId, ActionInput?][];
    await pass(district, 'registration', registered, completeForm('夏荷社'), organizationId);
    const [first, second] = [await codeOfCertificate(organizationId), await codeOfCertificate(organizationId, 'registrationCertificate')];
    expect(textOf((await visit(`/check/${first}`)).body)).toMatch(/✕ 无效 这份备案证书现在无效：该组织后来登记成立，请以登记证书为准。/);
    expect(textOf((await visit(`/check/${second}`)).body)).toMatch(/✓ 有效.*现在的状态 已登记.*51410402MJY000001Q/);
    await sql`update organizations set ended_on = '2023-11-20', end_reason = '注销' where id = ${organizationId}`.execute(owner);
    expect(textOf((await visit(`/check/${second}`)).body)).toMatch(/✕ 无效 这份登记证书现在无效：该组织已注销登记。.*2023年11月20日 注销/);
    await sql`delete from organizations where id = ${organizationId}`.execute(owner);
    expect(textOf((await visit(`/check/${second}`)).body)).toContain('平台现在没有这个组织的记录');
  });
});

describe('a code that nobody bears', () => {
  it.each(['222222222222', 'ABC', '%3Cscript%3Ealert(1)%3C/script%3E', "'%20or%201=1--", '0O1I0O1I0O1I', '%00', '春'.repeat(20)])(
    'is said to be unknown: %s',
    async (code) => {
      const reply = await visit(`/check?code=${code}`);
      expect(reply.statusCode).toBe(404);
      expect(textOf(reply.body)).toContain('没有查到这个核验码');
      expect(reply.body).not.toContain('<script');
    },
  );

  it('is asked for without a word of complaint', async () => {
    const reply = await visit('/check');
    expect([reply.statusCode, textOf(reply.body).includes('没有查到')]).toEqual([200, false]);
  });

  it('cannot be guessed for long from one address', async () => {
    const { perAddress } = REQUEST_LIMITS.check;
    for (let index = 0; index < perAddress; index += 1) expect((await visit('/check/222222222222', '10.9.0.1')).statusCode).toBe(404);
    const reply = await visit('/check/222222222222', '10.9.0.1');
    expect([reply.statusCode, textOf(reply.body).includes('次数已到上限')]).toEqual([429, true]);
    expect((await visit('/check/222222222222', '10.9.0.2')).statusCode).toBe(404);
  });
});

/** A distributed engine asks shards in the name of whoever asks: the role may read of each table the columns that its views are made of. */
async function columnsReadable(tables: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.column_privileges
    where grantee = 'wotu_portal' and privilege_type = 'SELECT' and table_name = any(${[...tables]}::text[]) order by 1`.execute(owner);
  return rows.map(({ column }) => column);
}

async function columnsOfViews(): Promise<string[]> {
  const { rows } = await sql<{ column: string }>`
    select distinct table_name || '.' || column_name as column from information_schema.view_column_usage
    where view_schema = 'public' and view_name ~ '_published(_|$)' and table_name !~ '_published(_|$)' and has_table_privilege('wotu_portal', view_name, 'select') order by 1`.execute(
    owner,
  );
  return rows.map(({ column }) => column);
}

describe('the role of the public pages', () => {
  it('sees all that is published and no table, and writes nothing', async () => {
    const { rows } = await sql<{
      name: string;
      about: string | null;
    }>`select relname as name, obj_description(oid, 'pg_class') as about from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p')`.execute(
      owner,
    );
    const readable: string[] = [];
    for (const { name } of rows) {
      const seen = await sql
        .raw(`select 1 from "${name}" limit 0`)
        .execute(portal)
        .then(
          () => true,
          () => false,
        );
      if (seen) readable.push(name);
    }
    const tables = readable.filter((name) => !/_published(_|$)/.test(name));
    expect(inject('cluster') ? await columnsReadable(tables) : tables).toEqual(inject('cluster') ? await columnsOfViews() : []);
    // a page whose view was forgotten answers nobody
    expect(rows.filter(({ about, name }) => about?.startsWith('for the public pages') && !readable.includes(name))).toEqual([]);
    expect(readable.length).toBeGreaterThan(3);
    for (const name of readable) await expect(sql.raw(`delete from "${name}"`).execute(portal)).rejects.toThrow(/permission denied|cannot delete/);
  });

  it('is shown no column about persons', async () => {
    const { rows } = await sql<{ column: string }>`
      select distinct column_name as column from information_schema.column_privileges
      -- names and keys of files made public are sealed, and opened by the server that sends them
      where grantee = 'wotu_portal' and table_name not in ('files_published', 'files')`.execute(owner);
    // a keyed digest: whoever follows a need types the number and the telephone it was stated with
    const named = rows.map(({ column }) => column).filter((column) => column !== 'requester_phone_index');
    expect(named.filter((column) => /leader|phone|id_number|cipher|applicant|by_name|member/.test(column))).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  });
});
