import { sql } from 'kysely';
import { afterAll, expect, it, vi } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { startJobs } from './job-runner.ts';

const { db, owner, ownerConnection } = await createTestDatabase();
const runs: string[] = [];
let failures = 1;
const lines: string[] = [];
const runner = await startJobs(
  ownerConnection,
  [
    { name: 'count-sheep', nightlyAt: { hour: 2, minute: 30 }, run: async () => void runs.push('sheep') },
    {
      name: 'fail-once',
      nightlyAt: null,
      run: async () => {
        failures -= 1;
        if (failures === 0) throw new Error('broken');
        runs.push('mended');
      },
    },
  ],
  (line) => void lines.push(line),
);
afterAll(() => runner.stop());

it('runs what is asked for, once for many requests before it began', async () => {
  await runner.ask('count-sheep');
  await vi.waitFor(() => expect(runs).toContain('sheep'), 10_000);
});

it('keeps failed work for another try and says so', async () => {
  await runner.ask('fail-once');
  await vi.waitFor(() => expect(lines.join('')).toContain('broken'), 10_000);
  const { rows } = await sql<{ attempts: number }>`select attempts from graphile_worker.jobs where task_identifier = 'fail-once'`.execute(owner);
  expect(rows).toEqual([{ attempts: 1 }]);
});

it('knows the nightly hour in China', async () => {
  const { rows } = await sql<{ identifier: string }>`select identifier from graphile_worker._private_known_crontabs`.execute(owner);
  expect(rows).toEqual([{ identifier: 'count-sheep' }]);
});

it('keeps the queue out of reach of the role that serves requests', async () => {
  await expect(sql`select * from graphile_worker.jobs`.execute(db)).rejects.toThrow(/permission denied/);
});
