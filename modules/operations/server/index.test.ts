import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { grantsOf } from '#platform/access/actor.ts';
import { rangeOf } from '#shared/division-code.ts';
import { type JobRunner, startJobs } from '#platform/jobs/job-runner.ts';
import { noteBackup } from '#platform/backup/backup-log.ts';
import { noteDrill } from '#platform/backup/drill-log.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { Health } from '../contract/health.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createTestApp } from '#tests/support/http.ts';
import { type OperationMeans, registerOperations } from './index.ts';

const { db, owner, ownerConnection } = await createTestDatabase();
const administrator = { ...testContext(db).actor, grants: grantsOf(['operations.manage'], ['general']) };
const context = testContext(db, { actor: administrator });
const means: OperationMeans = {
  version: '9.9.9',
  dataFolder: tmpdir(),
  httpsOrigins: ['https://127.0.0.1:9'],
  lastCheck: async () => ({ finishedAt: '2023-11-20T03:00:00.000Z', drifted: 2, places: ['河南平顶山新华区'] }),
  jobs: [
    { name: 'count-sheep', title: '数羊', nightlyAt: { hour: 2, minute: 0 } },
    { name: 'send-post', title: '寄信', nightlyAt: null, mostTries: 1 },
  ],
};
let isDown = true;
let sent = 0;
let runner: JobRunner;
const app = await createTestApp(context, (server, options) => registerOperations(server, options, means));
const get = async (url: string) => (await app.inject({ url: `/api/v1/operations/${url}` })).json() as Record<string, unknown>;
const post = async (url: string, payload: object = {}) => {
  const reply = await app.inject({ method: 'POST', url: `/api/v1/operations/${url}`, payload });
  return reply.statusCode === 200 ? '200' : (reply.json() as { code: string }).code;
};
const deadJobs = async () => (await get('jobs'))['dead'] as { id: number; job: string; error: string }[];
const deadId = async () => (await deadJobs())[0]?.id ?? 0;

async function fail(): Promise<number> {
  isDown = true;
  expect(await post('jobs/send-post/start')).toBe('200');
  await vi.waitFor(async () => expect(await deadJobs()).toHaveLength(1), 10_000);
  return deadId();
}

describe('the health of the installation', () => {
  it('says of each thing how it stands and what to do', async () => {
    const { items, slow } = (await get('health')) as unknown as Health;
    const states = Object.fromEntries(items.map(({ id, state, advice }) => [id, [state, advice !== '']]));
    expect(states).toMatchObject({
      migrations: ['good', false],
      backup: ['bad', true],
      drill: ['warning', true],
      jobs: ['bad', true],
      drift: ['bad', true],
      pools: ['good', false],
      'certificate https://127.0.0.1:9': ['unknown', true],
    });
    expect(items.find(({ id }) => id === 'migrations')?.text).toContain('9.9.9');
    // what must be handled stands first
    const urgency = items.map(({ state }) => ['bad', 'warning', 'unknown', 'good'].indexOf(state));
    expect(urgency).toEqual(urgency.toSorted());
    expect(urgency[0]).toBe(0);
    expect(slow.source).toBe('process');
  });

  it('knows when the newest backup was written', async () => {
    await inTransaction(db, (tx) => noteBackup(tx, context, { file: 'day.wotu', rows: 3, bytes: 100 }));
    const { items } = (await get('health')) as unknown as Health;
    expect(items.find(({ id }) => id === 'backup')).toMatchObject({ state: 'good', advice: '' });
  });

  it('knows what the newest restore on trial came to', async () => {
    const health = async () => ((await get('health')) as unknown as Health).items.find(({ id }) => id === 'drill');
    const hour = (number: number) => ({ ...context, now: new Date(context.now.getTime() - number * 3_600_000) });
    await inTransaction(db, (tx) => noteDrill(tx, hour(1), 'bad.wotu', { refusal: '备份文件损坏。' }));
    await inTransaction(db, (tx) => noteDrill(tx, hour(2), 'good.wotu', { rows: 3, seconds: 0.5, findings: 0 }));
    expect(await health()).toMatchObject({ state: 'bad', text: expect.stringContaining('bad.wotu') as string });
    await inTransaction(db, (tx) => noteDrill(tx, context, 'good.wotu', { rows: 3, seconds: 0.5, findings: 0 }));
    expect(await health()).toMatchObject({ state: 'good', text: expect.stringContaining('3 行与备份完全一致') as string, advice: '' });
    await inTransaction(db, (tx) => noteDrill(tx, context, 'good.wotu', { rows: 3, seconds: 0.5, findings: 2 }));
    expect(await health()).toMatchObject({ state: 'bad', text: expect.stringContaining('2 个问题') as string });
  });
});

describe('without a queue', () => {
  it('says so, lists the plan all the same, and refuses to start work', async () => {
    expect(await get('jobs')).toMatchObject({
      isRunning: false,
      dead: [],
      jobs: [
        { job: 'count-sheep', title: '数羊', nightlyAt: '02:00', nextRunAt: '2023-11-20T18:00:00.000Z', state: 'idle', last: null, doneAt: null },
        { job: 'send-post', nightlyAt: null, nextRunAt: null },
      ],
    });
    expect(await post('jobs/send-post/start')).toBe('JOBS_NOT_RUNNING');
    expect(await get('job-runs')).toEqual({ items: [], nextCursor: null, total: null });
  });
});

describe('with a queue', () => {
  beforeAll(async () => {
    const send = async () => {
      if (isDown) throw new Error('gateway away');
      sent += 1;
    };
    runner = await startJobs(
      ownerConnection,
      means.jobs.map((job) => ({ ...job, run: send })),
      () => undefined,
    );
  });
  afterAll(() => runner.stop());

  it('shows work that failed to the end, and runs it again', async () => {
    const id = await fail();
    expect(await deadJobs()).toMatchObject([{ job: 'send-post', error: 'gateway away' }]);
    expect((await get('jobs'))['jobs']).toMatchObject([{ state: 'idle' }, { state: 'dead', last: { outcome: 'failed' } }]);
    isDown = false;
    expect(await post(`dead-jobs/${id}/run`)).toBe('200');
    await vi.waitFor(() => expect(sent).toBe(1), 10_000);
    await vi.waitFor(async () => expect(await deadJobs()).toEqual([]), 10_000);
    expect(await post(`dead-jobs/${id}/run`)).toBe('JOB_NOT_DEAD');
  });

  it('lets it be dismissed with a reason, once, also by two at once', async () => {
    const id = await fail();
    expect(await post(`dead-jobs/${id}/dismiss`, { reason: ' ' })).toBe('INPUT_INVALID');
    const both = await Promise.all([post(`dead-jobs/${id}/dismiss`, { reason: '不再需要' }), post(`dead-jobs/${id}/dismiss`, { reason: '不再需要' })]);
    expect(both.sort()).toEqual(['200', 'JOB_NOT_DEAD']);
    expect(await deadJobs()).toEqual([]);
  });

  it('pages through the runs, the newest first', async () => {
    const first = await get('job-runs?limit=2');
    expect(first['items']).toMatchObject([{ title: '寄信', outcome: 'failed', error: 'gateway away' }, { outcome: 'done' }]);
    const second = await get(`job-runs?limit=2&cursor=${String(first['nextCursor'])}`);
    expect(second).toMatchObject({ items: [{ outcome: 'failed', attempt: 1, mostAttempts: 1 }], nextCursor: null });
    expect(await get('job-runs?job=count-sheep')).toMatchObject({ items: [] });
  });

  it('refuses a job nobody knows, and writes down who did what', async () => {
    expect(await post('jobs/no-such-job/start')).toBe('JOB_UNKNOWN');
    const { rows } = await sql<{ action: string; details: object }>`select action, details from audit_entries order by number`.execute(owner);
    expect(rows.map(({ action }) => action)).toEqual(['job.started', 'job.run-again', 'job.started', 'job.dismissed']);
    expect(rows.at(-1)?.details).toEqual({ reason: '不再需要' });
  });
});

describe('an administrator of one county', async () => {
  const local = testContext(db, { actor: { ...administrator, range: rangeOf(440_103_000_000, 'county') } });
  const county = await createTestApp(local, (server, options) => registerOperations(server, options, means));

  it.each(['GET health', 'GET jobs', 'GET job-runs', 'POST jobs/send-post/start', 'POST dead-jobs/1/run', 'POST dead-jobs/1/dismiss'])(
    'is refused: %s',
    async (line) => {
      const [method, url] = line.split(' ');
      const reply = await county.inject({
        method: method as 'GET',
        url: `/api/v1/operations/${url}`,
        ...(method === 'POST' ? { payload: { reason: '试试' } } : {}),
      });
      expect([reply.statusCode, (reply.json() as { code: string }).code]).toEqual([403, 'OPERATIONS_WHOLE']);
    },
  );
});
