/** The product behind PgBouncer in transaction mode, where each transaction may get another connection: Debian's version, which knows no prepared statements. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#platform/db/database.ts';
import { migrateAsOwner } from '#platform/db/open-databases.ts';
import { PASSWORD } from '#tests/support/accounts.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { anOrganization, COMMUNITY, COUNTY, fillProduct } from './fill-product.ts';
import { type Pooler, startPooler } from './pgbouncer.ts';
import { asServer, type Ground, prepareGround, type ProductProcess, send, startProcess } from './product-process.ts';

const suffix = randomUUID().slice(0, 8);
const SERVER = `wotu_server_${suffix}`;
const PUBLIC = `wotu_public_${suffix}`;
const SECRETS = { [SERVER]: randomUUID(), [PUBLIC]: randomUUID() };
const NAME = '池中社';
let ground: Ground;
let pooler: Pooler;
let product: ProductProcess;
let cookie = '';

beforeAll(async () => {
  ground = await prepareGround({ WOTU_NAMED_STATEMENTS: 'off' });
  await migrateAsOwner({ connectionString: ground.databaseUrl });
  // as README and operations/pgbouncer.ini say
  await asServer(
    ground.databaseUrl,
    `create role ${SERVER} login password '${SECRETS[SERVER]}' in role wotu_app`,
    `create role ${PUBLIC} login password '${SECRETS[PUBLIC]}' in role wotu_portal`,
    `alter role ${SERVER} set statement_timeout = '60s'`,
    `alter role ${SERVER} set lock_timeout = '20s'`,
  );
  pooler = await startPooler(new URL(ground.databaseUrl), SECRETS);
  const settings = path.join(ground.root, 'sign-in.json');
  await writeFile(settings, JSON.stringify({ secondFactor: 'offered' }));
  Object.assign(ground.environment, {
    WOTU_APPLICATION_URL: pooler.urlOf(SERVER),
    WOTU_PORTAL_URL: pooler.urlOf(PUBLIC),
    WOTU_SIGN_IN_FILE: settings,
  });
  await fillProduct(ground, ['clerk']);
  product = await startProcess(ground, 'one');
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await pooler?.stop();
  await asServer(ground.databaseUrl, `drop role ${SERVER}`, `drop role ${PUBLIC}`);
  await ground?.close();
});

const ask = (method: string, url: string, body?: unknown) => send(product, method, url, { cookie, ...(body === undefined ? {} : { body }) });

describe('a connection through the pooler', () => {
  it('is another one from transaction to transaction, and has the limits of its role', async () => {
    const db = openDatabase({
      connectionString: pooler.urlOf(SERVER),
      max: 8,
      namedStatements: false,
      limits: { connectMs: 5000, statementMs: 9000, lockMs: 9000, idleInTransactionMs: 9000 },
    });
    const { rows } = await sql<{ limit: string }>`select current_setting('statement_timeout') as limit`.execute(db);
    expect(rows).toEqual([{ limit: '1min' }]);
    await db.destroy();
  });

  it('breaks when statements have names, which is why the setting is there', async () => {
    const db = openDatabase({ connectionString: pooler.urlOf(SERVER), max: 8 });
    const tries = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => sql`select ${n}::int + pg_sleep(0.002)::text::int`.execute(db)));
    const codes = tries.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code?: string }).code] : []));
    expect(codes.some((code) => code === '42P05' || code === '26000')).toBe(true);
    await db.destroy();
  });
});

describe('people behind the pooler', () => {
  it('sign in, write with history and audit, and find it again, many at once', async () => {
    const signedIn = await send(product, 'POST', '/api/v1/session', { body: { account: 'clerk', password: PASSWORD } });
    cookie = signedIn.cookie ?? '';
    expect(signedIn.status).toBe(200);
    const written = await Promise.all(
      Array.from({ length: 12 }, (_, n) => ask('POST', '/api/v1/registers/organizations/records', { values: anOrganization(`${NAME}${n}`) })),
    );
    expect(written.map(({ status }) => status)).toEqual(written.map(() => 200));
    const listed = await ask('GET', `/api/v1/registers/organizations/records?q=${encodeURIComponent(NAME)}&withTotal=true`);
    expect(listed.json()).toMatchObject({ total: 12 });
    expect((await ask('GET', `/api/v1/plans/pingdingshan-2021/progress?division=${COUNTY}000000`)).status).toBe(200);
    expect((await ask('GET', `/api/v1/divisions/search?q=${encodeURIComponent('新华')}`)).status).toBe(200);
    const entries = openDatabase({ connectionString: ground.databaseUrl, max: 1 });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit_entries where action = 'record.created'`.execute(entries);
    await entries.destroy();
    expect(rows).toEqual([{ n: 12 }]);
  });

  it('import a workbook', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => sampleRow('社区社会组织', { 名称: `导入社${n}`, 所属区划代码: COMMUNITY }));
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(await evidenceWorkbook({ 社区社会组织: rows }))]), 'a.xlsx');
    const reply = await fetch(`${product.address}/api/v1/imports`, { method: 'POST', headers: { cookie, 'x-wotu-request': '1' }, body: form });
    expect([reply.status, await reply.json()]).toMatchObject([200, { sheets: [{ created: 300 }] }]);
  });

  it('see the public pages', async () => {
    expect((await ask('GET', `/groups?place=${COMMUNITY}`)).text.includes('导入社100')).toBe(true);
  });

  it('have their nightly work done', async () => {
    const jobs = ['keep-audit', 'watch-needs', 'check-figures', 'keep-retention'];
    await asServer(ground.databaseUrl, ...jobs.map((job) => `select graphile_worker.add_job('${job}', '{}')`));
    const owner = openDatabase({ connectionString: ground.databaseUrl, max: 1 });
    const runs = async () =>
      (
        await sql<{
          job: string;
          outcome: string | null;
          error: string | null;
        }>`select distinct job, outcome, error from job_runs where job = any(${jobs}) order by job`.execute(owner)
      ).rows;
    await vi.waitFor(async () => expect((await runs()).filter(({ outcome }) => outcome !== null)).toHaveLength(jobs.length), {
      timeout: 30_000,
      interval: 100,
    });
    expect(await runs()).toEqual(jobs.toSorted().map((job) => ({ job, outcome: 'done', error: null })));
    await owner.destroy();
  });
});
