import { EventEmitter } from 'node:events';
import { type JobHelpers, Logger, run, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Connection } from '../db/database.ts';
import { failureInWords } from './failure-words.ts';
import { crontabLine, type Job, MOST_TRIES } from './job.ts';

export interface JobRunner {
  /** runs a job soon, once, however often it is asked for in the meantime */
  ask(name: string): Promise<void>;
  /** when it was told to stop, or stopped by itself because the database did not take the end of a job; under this name its last job is still claimed */
  ended: Promise<string>;
  /** lets running work end, then stops */
  stop(): Promise<void>;
}

/** What somebody else wants to know of each run: traces, metrics. */
export type RunObserver = (job: string, work: () => Promise<void>) => Promise<void>;

/** One job at a time: requests have the machine first. */
const CONNECTIONS = 3;
const POLL_MS = 5000;

/**
 * Runs jobs from a queue in the database (its own schema, installed by the owner's login), so that nothing asked for is
 * lost in a crash and two servers never do the same work twice. Each try leaves a row in `job_runs`.
 * @param log one line per failure
 * @param gone names of runners that ended by themselves: what they claimed is free at once instead of after four hours
 */
export async function startJobs(
  owner: Connection,
  jobs: readonly Job[],
  log: (line: string) => void,
  observe: RunObserver = (_job, work) => work(),
  gone: readonly string[] = [],
): Promise<JobRunner> {
  const pgPool = new pg.Pool({ ...owner, max: CONNECTIONS });
  // a lost connection is noticed by the work that uses it
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => void client.on('error', () => undefined));
  const queue = await runQueue(pgPool, jobs, { log, observe, gone }).catch(async (error: unknown) => {
    await pgPool.end();
    throw error;
  });
  let isRunning = true;
  const ended = queue.runner.promise
    .catch(() => undefined)
    .then(async () => {
      isRunning = false;
      await pgPool.end();
      return queue.name;
    });
  const tries = new Map(jobs.map(({ name, mostTries = MOST_TRIES }) => [name, mostTries]));
  return {
    ask: async (name) => void (await queue.runner.addJob(name, {}, { jobKey: name, maxAttempts: tries.get(name) ?? MOST_TRIES })),
    ended,
    async stop() {
      if (isRunning) await queue.runner.stop();
      await ended;
    },
  };
}

async function runQueue(
  pgPool: pg.Pool,
  jobs: readonly Job[],
  { log, observe, gone }: { log(line: string): void; observe: RunObserver; gone: readonly string[] },
) {
  let name = '';
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => (name = workerPool.id));
  const runner = await run({
    pgPool,
    events,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    // a stop waits only for ends that are told in a batch; told one by one, a job that was done stays locked for hours and is done again
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => (level === 'error' ? log(`[jobs] ${message}`) : undefined)),
    crontab: jobs.flatMap(crontabLine).join('\n'),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, (_payload: unknown, helpers: JobHelpers) => runNoted(job, helpers, observe)])),
  });
  if (gone.length > 0) await pgPool.query('select graphile_worker.force_unlock_workers($1)', [gone]);
  return { runner, name };
}

/** A try that fails is told to the queue, which plans the next or puts the job aside. */
async function runNoted(job: Job, helpers: JobHelpers, observe: RunObserver): Promise<void> {
  const { attempts, max_attempts } = helpers.job;
  const { rows } = await helpers.query<{ id: string }>(
    `insert into job_runs (id, job, attempt, most_attempts, started_at) values (nextval('record_numbers'), $1, $2, $3, clock_timestamp()) returning id`,
    [job.name, attempts, max_attempts],
  );
  const end = (outcome: string, error: string | null) =>
    helpers.query('update job_runs set finished_at = greatest(clock_timestamp(), started_at), outcome = $2, error = $3 where id = $1', [
      rows[0]?.id,
      outcome,
      error,
    ]);
  try {
    await observe(job.name, () => job.run());
  } catch (error) {
    const text = failureInWords(error);
    await end('failed', text);
    // the queue keeps this text as well
    throw new Error(text, { cause: error });
  }
  await end('done', null);
}
