/** A statement that does not end: the database ends it, people are told, nothing holds; background work has longer than requests. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { startProductJobs } from '#apps/server/jobs.ts';
import { findAccount } from '#modules/accounts/server/account-store.ts';
import { startSession } from '#modules/accounts/server/start-session.ts';
import { readConfig } from '#platform/config/config.ts';
import { type Database, inTransaction, openDatabase } from '#platform/db/database.ts';
import { openDatabases } from '#platform/db/open-databases.ts';
import { servingLimits } from '#platform/db/serving-limits.ts';
import { lastRuns } from '#platform/jobs/job-runs.ts';
import { giveCheapPassword } from '#tests/support/cheap-password.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';

const { db, owner, ownerConnection } = await createTestDatabase();
const operator = testContext(db);
const LIMITS = servingLimits({ statementSeconds: 1, jobStatementSeconds: 3 });
const opened: Database[] = [];
afterAll(() => Promise.all(opened.map((database) => database.destroy())));

function limited(limits: (typeof LIMITS)['requests'], max = 2): Database {
  const database = openDatabase({ ...ownerConnection, role: 'wotu_app', max, limits });
  opened.push(database);
  return database;
}

/** From now on each such statement takes so long. */
async function slowDown(
  when: 'before insert on audit_entries for each row' | 'before delete on request_counts for each statement',
  seconds: number,
): Promise<void> {
  const returned = when.endsWith('row') ? 'new' : 'null';
  await sql
    .raw(`create or replace function take_time() returns trigger language plpgsql as $$ begin perform pg_sleep(${seconds}); return ${returned}; end $$`)
    .execute(owner);
  await sql.raw(`create trigger takes_time ${when} execute function take_time()`).execute(owner);
}

afterEach(async () => {
  await sql`drop trigger if exists takes_time on audit_entries`.execute(owner);
  await sql`drop trigger if exists takes_time on request_counts`.execute(owner);
});

describe('a request', () => {
  const database = limited(LIMITS.requests);
  let cookie = '';

  beforeAll(async () => {
    await loadTestDivisions(operator);
    const { id } = await openAccount(operator, { name: 'clerk', role: 'districtCivilAffairsStaff', division: '410402000000', password: false });
    await giveCheapPassword(owner, id, operator.now);
    const account = await findAccount(db, id);
    if (!account) throw new Error('no account');
    const { token } = await inTransaction(db, (tx) => startSession(tx, operator, account, { userAgent: 'test', formerToken: null }, 'password'));
    cookie = `wotu_session=${token}`;
  });

  const values = {
    name: '慢社',
    div: '410402001001',
    tier: '台账',
    category: '其他',
    establishedOn: '2022-03-01',
    leaderName: '张三',
    memberCount: 9,
    isHub: false,
  };

  async function send(key: string) {
    const { app } = await createServer({ platform: { ...operator.platform, db: database }, log: false });
    const started = performance.now();
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/registers/organizations/records',
      headers: { cookie, 'x-wotu-request': '1', 'idempotency-key': key },
      payload: { values },
    });
    await app.close();
    return { status: reply.statusCode, ...reply.json(), retryAfter: reply.headers['retry-after'], seconds: (performance.now() - started) / 1000 };
  }

  /** What stands of it in the database: the record, its history, its entry in the trail. */
  async function stored(): Promise<number[]> {
    const { rows } = await sql<{
      counts: number[];
    }>`select array[(select count(*) from organizations), (select count(*) from record_versions where register = 'organizations'),
      (select count(*) from audit_entries where action = 'record.created')]::int[] as counts`.execute(owner);
    return rows[0]?.counts ?? [];
  }

  it('whose last statement takes too long is told so in time, nothing of it holds, and its connection serves on', async () => {
    // the record and its history are written by then
    await slowDown('before insert on audit_entries for each row', 10);
    const pids = async () =>
      (
        await sql<{
          pid: number;
        }>`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename = current_user`.execute(owner)
      ).rows.length;
    const key = randomUUID();
    const before = await stored();
    const refused = await send(key);
    expect(refused).toMatchObject({ status: 503, code: 'STATEMENT_TOO_SLOW', retryAfter: '30' });
    expect(refused.title).toContain('这一次操作没有生效');
    expect(refused.seconds).toBeLessThan(5);
    expect(await stored()).toEqual(before);
    const { rows } = await sql<{
      running: number;
    }>`select count(*)::int as running from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.execute(owner);
    expect(rows[0]?.running).toBe(0);
    await sql`drop trigger takes_time on audit_entries`.execute(owner);
    const connections = await pids();
    expect(await send(key)).toMatchObject({ status: 200 });
    expect(await stored()).toEqual(before.map((count) => count + 1));
    expect(await pids()).toBe(connections);
  });

  it('is told in words on a page as well', async () => {
    const { app } = await createServer({ platform: { ...operator.platform, portalDb: limited(LIMITS.requests) }, log: false });
    // a statement that waits does not end either
    const page = await owner.transaction().execute(async (tx) => {
      await sql`lock table organizations in access exclusive mode`.execute(tx);
      return app.inject({ url: '/groups?place=410402001001', headers: { accept: 'text/html' } });
    });
    await app.close();
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '30']);
    expect(page.body).toContain('请缩小范围');
  });
});

describe('background work', () => {
  it('may take longer than a request; a statement that hangs is ended all the same, and the next job runs', async () => {
    const lines: string[] = [];
    const background = { platform: { ...operator.platform, db: limited(LIMITS.jobs) }, owner: { ...ownerConnection, limits: LIMITS.jobs } };
    const jobs = await startProductJobs({ background, owner: ownerConnection, config: readConfig({}) }, (line) => void lines.push(line));
    const outcomeOf = async (job: string) => (await lastRuns(db, [job])).get(job)?.last;
    try {
      await slowDown('before delete on request_counts for each statement', 2);
      await expect(sql`delete from request_counts`.execute(limited(LIMITS.requests))).rejects.toMatchObject({ code: '57014' });
      await jobs.ask('sweep-request-counts');
      await vi.waitFor(async () => expect(await outcomeOf('sweep-request-counts')).toMatchObject({ outcome: 'done' }), 20_000);
      await sql`drop trigger takes_time on request_counts`.execute(owner);
      await slowDown('before delete on request_counts for each statement', 30);
      await jobs.ask('sweep-request-counts');
      await jobs.ask('sweep-idempotency-keys');
      await vi.waitFor(
        async () => expect(await outcomeOf('sweep-request-counts')).toMatchObject({ outcome: 'failed', error: expect.stringContaining('57014') }),
        20_000,
      );
      await vi.waitFor(async () => expect(await outcomeOf('sweep-idempotency-keys')).toMatchObject({ outcome: 'done' }), 20_000);
    } finally {
      await jobs.stop();
    }
  }, 60_000);

  it('has the limits of its setting, in a server alone', async () => {
    const { connectionString, host = '', port = 5432, user = '', database = '' } = ownerConnection;
    const databaseUrl = connectionString ?? `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
    const config = { ...readConfig({}), databaseUrl, statementSeconds: 7, jobStatementSeconds: 90 };
    const limitOf = async (from: Database) =>
      (await sql<{ limit: string; role: string }>`select current_setting('statement_timeout') as limit, current_user as role`.execute(from)).rows[0];
    const serving = await openDatabases(config, servingLimits(config));
    expect([await limitOf(serving.application), await limitOf(serving.portal), await limitOf(serving.background)]).toEqual([
      { limit: '7s', role: 'wotu_app' },
      { limit: '7s', role: 'wotu_portal' },
      { limit: '90s', role: 'wotu_app' },
    ]);
    await serving.close();
    const command = await openDatabases(config);
    expect([await limitOf(command.application), await limitOf(command.background)]).toEqual(
      Array.from({ length: 2 }, () => ({ limit: '0', role: 'wotu_app' })),
    );
    await command.close();
  });
});
