import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createEmptyDatabase, createTestDatabase } from '#tests/support/database.ts';
import { onOneConnection } from '../db/one-connection.ts';
import type { Job } from './job.ts';
import { startJobs } from './job-runner.ts';
import { keepJobsRunning } from './keep-jobs-running.ts';

const { ownerConnection, name } = await createTestDatabase();
const beside = await createEmptyDatabase();
afterAll(() => beside.close());
const door = new pg.Client(beside.owner);
beforeAll(() => door.connect());
afterAll(() => door.end());

/** As while a server of its own is being started again: whoever is in is put out, nobody gets in. */
async function closeDatabase() {
  await door.query(`alter database ${name} allow_connections false`);
  await door.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
}
const openDatabase = () => door.query(`alter database ${name} allow_connections true`);

const PAUSES_MS = [50, 100, 200];
const job = (run: Job['run']): Job => ({ name: 'count-sheep', title: '数羊', nightlyAt: null, run });

/** The jobs as a server keeps them, with its log; `ask` asks for the only job, from beside. */
async function keep(run: Job['run']) {
  const lines: string[] = [];
  const kept = await keepJobsRunning(
    (gone) => startJobs(ownerConnection, [job(run)], (line) => void lines.push(line), undefined, gone),
    (line) => void lines.push(line),
    PAUSES_MS,
  );
  return { lines, stop: () => kept.stop() };
}

/** The job may put everybody out before this connection has said goodbye. */
const ask = () => onOneConnection(ownerConnection, (client) => client.query(`select graphile_worker.add_job('count-sheep')`));

it('starts by itself when the database was away at first, trying at growing pauses', async () => {
  await closeDatabase();
  let runs = 0;
  const { lines, stop } = await keep(async () => void (runs += 1));
  await vi.waitFor(() => expect(lines.filter((line) => line.includes('后台任务没有启动'))).toHaveLength(3), 10_000);
  expect(lines.slice(0, 3).map((line) => /([\d.]+) 秒后再试/.exec(line)?.[1])).toEqual(['0.05', '0.1', '0.2']);
  await openDatabase();
  await vi.waitFor(() => expect(lines).toContain('后台任务已启动。'), 10_000);
  await ask();
  await vi.waitFor(() => expect(runs).toBe(1), 10_000);
  await stop();
});

it('goes on when the database went away just as a job ended, and does that job again', async () => {
  let runs = 0;
  const { lines, stop } = await keep(async () => {
    runs += 1;
    if (runs === 1) await closeDatabase();
  });
  await ask();
  await vi.waitFor(() => expect(lines.join('\n')).toContain('后台任务停了'), 20_000);
  await openDatabase();
  await vi.waitFor(() => expect(lines).toContain('后台任务已启动。'), 10_000);
  await vi.waitFor(() => expect(runs).toBe(2), 20_000);

  await stop();
});

it('is stopped while it waits for the database', async () => {
  await closeDatabase();
  const { lines, stop } = await keep(async () => undefined);
  await stop();
  await openDatabase();
  const told = lines.length;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(lines).toHaveLength(told);
});
