/** The queue as the application sees it: through the doors of migration 0371, which belong to the owner. */
import { sql } from 'kysely';
import type { Database, Transaction } from '../db/database.ts';

export interface QueuedJob {
  id: number;
  job: string;
  attempts: number;
  mostAttempts: number;
  runAt: Date;
  createdAt: Date;
  isRunning: boolean;
  lastError: string | null;
  /** all tries failed: nothing happens until a person decides */
  isDead: boolean;
}

interface Row {
  id: number;
  job: string;
  attempts: number;
  most_attempts: number;
  run_at: Date;
  created_at: Date;
  locked_at: Date | null;
  last_error: string | null;
}

/** Everything in the queue: few rows, because each job stands in it once. */
export async function listQueuedJobs(db: Database | Transaction): Promise<QueuedJob[]> {
  const { rows } = await sql<Row>`select * from list_queued_jobs() order by run_at, id limit 500`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    job: row.job,
    attempts: row.attempts,
    mostAttempts: row.most_attempts,
    runAt: row.run_at,
    createdAt: row.created_at,
    isRunning: row.locked_at !== null,
    lastError: row.last_error,
    isDead: row.attempts >= row.most_attempts && row.locked_at === null,
  }));
}

/** Whether the queue is there at all: a login that may not create its schema leaves the platform without one. */
export async function hasQueue(db: Database | Transaction): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from pg_namespace where nspname = 'graphile_worker') as found`.execute(db);
  return rows[0]?.found === true;
}

/** Runs a job soon, once, however often it is asked for: with the transaction, or not at all. */
export async function askForJob(tx: Transaction, job: string, mostTries: number): Promise<void> {
  await sql`select ask_for_job(${job}, ${mostTries}::int)`.execute(tx);
}

/** @returns false when somebody else decided meanwhile */
export async function runJobAgain(tx: Transaction, id: number): Promise<boolean> {
  return (await sql<{ done: boolean }>`select run_job_again(${id}) as done`.execute(tx)).rows[0]?.done === true;
}

/** Takes a dead job out of the queue. @returns false when somebody else decided meanwhile */
export async function dismissJob(tx: Transaction, id: number): Promise<boolean> {
  return (await sql<{ done: boolean }>`select dismiss_job(${id}) as done`.execute(tx)).rows[0]?.done === true;
}
