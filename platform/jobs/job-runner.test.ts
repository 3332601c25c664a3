import { sql } from 'kysely';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { MOST_TRIES, nextRunAfter } from './job.ts';
import { listQueuedJobs } from './job-queue.ts';
import { startJobs } from './job-runner.ts';
import { lastRuns, listJobRuns, sweepJobRuns } from './job-runs.ts';

const { db, owner, ownerConnection } = await createTestDatabase();
const runs: string[] = [];
let failures = 1;
const lines: string[] = [];
const runner = await startJobs(
  ownerConnection,
  [
    { name: 'count-sheep', title: '数羊', nightlyAt: { hour: 2, minute: 30 }, run: async () => void runs.push('sheep') },
    {
      name: 'fail-once',
      title: '失败一次',
      nightlyAt: null,
      run: async () => {
        failures -= 1;
        if (failures === 0) throw new Error('broken');
        runs.push('mended');
      },
    },
    {
      name: 'fail-always',
      title: '总是失败',
      nightlyAt: null,
      mostTries: 1,
      run: () => Promise.reject(Object.assign(new Error('Key (phone)=(13800138000) already exists'), { code: '23505' })),
    },
  ],
  (line) => void lines.push(line),
);
afterAll(() => runner.stop());

const queued = async (job: string) => (await listQueuedJobs(db)).find((one) => one.job === job);

it('runs what is asked for, once for many requests before it began', async () => {
  await runner.ask('count-sheep');
  await vi.waitFor(() => expect(runs).toContain('sheep'), 10_000);
  await vi.waitFor(
    async () => expect((await lastRuns(db, ['count-sheep'])).get('count-sheep')).toMatchObject({ last: { attempt: 1, outcome: 'done' } }),
    10_000,
  );
});

it('keeps failed work for another try and says so', async () => {
  await runner.ask('fail-once');
  await vi.waitFor(() => expect(lines.join('')).toContain('broken'), 10_000);
  await vi.waitFor(
    async () => expect(await queued('fail-once')).toMatchObject({ attempts: 1, mostAttempts: MOST_TRIES, isDead: false, lastError: 'broken' }),
    10_000,
  );
  expect(await listJobRuns(db, { job: 'fail-once', limit: 5 })).toMatchObject([{ attempt: 1, outcome: 'failed', error: 'broken' }]);
  // it waits longer with each try
  const waits = (await queued('fail-once'))?.runAt.getTime() ?? 0;
  expect(waits).toBeGreaterThan(Date.now() - 1000);
});

it('puts work aside whose tries all failed, and never keeps the values that a database error quotes', async () => {
  await runner.ask('fail-always');
  await vi.waitFor(
    async () => expect(await queued('fail-always')).toMatchObject({ isDead: true, lastError: expect.stringMatching(/^数据库错误 23505：/) }),
    10_000,
  );
  const { rows } = await sql<{
    text: string;
  }>`select concat(error, (select string_agg(last_error, '') from graphile_worker.jobs)) as text from job_runs`.execute(owner);
  expect(JSON.stringify([rows, lines])).not.toContain('13800138000');
});

it('knows the nightly hour in China', async () => {
  const { rows } = await sql<{ identifier: string }>`select identifier from graphile_worker._private_known_crontabs`.execute(owner);
  expect(rows).toEqual([{ identifier: 'count-sheep' }]);
  expect(nextRunAfter({ hour: 2, minute: 30 }, new Date('2023-11-20T04:00:00Z')).toISOString()).toBe('2023-11-20T18:30:00.000Z');
  expect(nextRunAfter({ hour: 2, minute: 30 }, new Date('2023-11-20T18:29:59Z')).toISOString()).toBe('2023-11-20T18:30:00.000Z');
  expect(nextRunAfter({ hour: 2, minute: 30 }, new Date('2023-11-20T18:30:00Z')).toISOString()).toBe('2023-11-21T18:30:00.000Z');
  expect(nextRunAfter({ hour: 0, minute: 10 }, new Date('2023-11-20T17:00:00Z')).toISOString()).toBe('2023-11-21T16:10:00.000Z');
});

it('keeps the queue out of reach of the role that serves requests, doors aside', async () => {
  await expect(sql`select * from graphile_worker.jobs`.execute(db)).rejects.toThrow(/permission denied/);
});

it('sweeps runs older than three months', async () => {
  await sql`insert into job_runs (id, job, attempt, most_attempts, started_at) values (-1, 'old', 1, 1, now() - interval '91 days')`.execute(owner);
  await sweepJobRuns(db, new Date());
  expect(await listJobRuns(db, { job: 'old', limit: 5 })).toEqual([]);
  expect(await listJobRuns(db, { limit: 50 })).not.toEqual([]);
});

describe('many processes over one queue', async () => {
  const shared = await createTestDatabase();
  const done: string[] = [];

  it('claim each job once', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `job-${'abcdefghijklmnopqrstuvwxyz'.charAt(index % 26)}${'xyz'.charAt(index / 26)}`);
    const worker = (number: number) =>
      startJobs(
        shared.ownerConnection,
        names.map((name) => ({
          name,
          title: name,
          nightlyAt: null,
          run: async () => {
            done.push(`${number} ${name}`);
            await new Promise((resolve) => setTimeout(resolve, 15));
          },
        })),
        () => undefined,
      );
    // the queue's schema is installed by whoever comes first
    const workers = [await worker(0), ...(await Promise.all([worker(1), worker(2)]))];
    // every worker asks for every job
    await Promise.all(names.flatMap((name) => [workers[0]?.ask(name)]));
    await vi.waitFor(() => expect(done).toHaveLength(40), { timeout: 20_000 });
    await Promise.all(workers.map((one) => one.stop()));
    expect(new Set(done.map((line) => line.split(' ')[1])).size).toBe(40);
    expect(new Set(done.map((line) => line.split(' ')[0])).size).toBeGreaterThan(1);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from job_runs where outcome = 'done'`.execute(shared.owner);
    expect(rows).toEqual([{ count: 40 }]);
  });
});
