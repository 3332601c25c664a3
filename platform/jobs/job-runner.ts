import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import type { Connection } from '../db/database.ts';

/** Work that runs beside requests. `nightly` work is made up for at the next start when the machine was off. */
export interface Job {
  /** lower-case words with hyphens, `check-figures` */
  name: string;
  /** hour and minute of every day in China; null for work that is only asked for */
  nightlyAt: { hour: number; minute: number } | null;
  run(): Promise<void>;
}

export interface JobRunner {
  /** runs a job soon, once, however often it is asked for in the meantime */
  ask(name: string): Promise<void>;
  /** lets running work end, then stops */
  stop(): Promise<void>;
}

const CHINA_HOURS = 8;
/** One job at a time: requests have the machine first. */
const CONNECTIONS = 3;
const POLL_MS = 5000;

/**
 * Runs jobs from a queue in the database (its own schema, installed by the owner's login), so that nothing asked for is
 * lost in a crash and two servers never do the same work twice.
 * @param log one line per failure
 */
export async function startJobs(owner: Connection, jobs: readonly Job[], log: (line: string) => void): Promise<JobRunner> {
  const pgPool = new pg.Pool({ ...owner, max: CONNECTIONS });
  // a lost connection is noticed by the work that uses it
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => void client.on('error', () => undefined));
  const runner = await run({
    pgPool,
    concurrency: 1,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    logger: new Logger(() => (level, message) => (level === 'error' ? log(`[jobs] ${message}`) : undefined)),
    crontab: jobs.flatMap(crontabLine).join('\n'),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, () => job.run()])),
  });
  return {
    ask: async (name) => void (await runner.addJob(name, {}, { jobKey: name })),
    async stop() {
      await runner.stop();
      await pgPool.end();
    },
  };
}

/** The queue's clock is UTC. */
function crontabLine({ name, nightlyAt }: Job): string[] {
  if (!nightlyAt) return [];
  return [`${nightlyAt.minute} ${(nightlyAt.hour + 24 - CHINA_HOURS) % 24} * * * ${name} ?fill=1d&jobKey=${name}`];
}
