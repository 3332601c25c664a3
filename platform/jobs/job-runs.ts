import { sql } from 'kysely';
import type { Database, Transaction } from '../db/database.ts';

export interface JobRun {
  id: number;
  job: string;
  attempt: number;
  mostAttempts: number;
  startedAt: Date;
  finishedAt: Date | null;
  outcome: 'done' | 'failed' | null;
  error: string | null;
}

interface Row {
  id: number;
  job: string;
  attempt: number;
  most_attempts: number;
  started_at: Date;
  finished_at: Date | null;
  outcome: 'done' | 'failed' | null;
  error: string | null;
}

const DAYS_KEPT = 90;

/** Runs of one job or of all, the newest first. @param before the last one already shown */
export async function listJobRuns(
  db: Database,
  { job, before, limit }: { job?: string; before?: { startedAt: Date; id: number }; limit: number },
): Promise<JobRun[]> {
  const ofJob = job === undefined ? sql`true` : sql`job = ${job}`;
  const older = before === undefined ? sql`true` : sql`(started_at, id) < (${before.startedAt}, ${before.id})`;
  const { rows } = await sql<Row>`select id, job, attempt, most_attempts, started_at, finished_at, outcome, error from job_runs
    where ${ofJob} and ${older} order by started_at desc, id desc limit ${limit}`.execute(db);
  return rows.map(asRun);
}

/** How many runs of one job or of all are kept. */
export async function countJobRuns(db: Database, job: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from job_runs where ${job === undefined ? sql`true` : sql`job = ${job}`}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** The newest run of each job, and the newest that ended well. */
export async function lastRuns(db: Database, jobs: readonly string[]): Promise<Map<string, { last: JobRun; doneAt: Date | null }>> {
  const { rows } = await sql<Row & { done_at: Date | null }>`
    select r.*, (select max(d.finished_at) from job_runs d where d.job = j.job and d.outcome = 'done') as done_at
    from unnest(${jobs}::text[]) as j(job)
    cross join lateral (select * from job_runs r where r.job = j.job order by r.started_at desc, r.id desc limit 1) r`.execute(db);
  return new Map(rows.map((row) => [row.job, { last: asRun(row), doneAt: row.done_at }]));
}

/** Runs older than three months tell nothing any more. */
export async function sweepJobRuns(db: Database | Transaction, now: Date): Promise<void> {
  await sql`delete from job_runs where started_at < ${new Date(now.getTime() - DAYS_KEPT * 86_400_000)}`.execute(db);
}

function asRun({ id, job, attempt, most_attempts, started_at, finished_at, outcome, error }: Row): JobRun {
  return { id, job, attempt, mostAttempts: most_attempts, startedAt: started_at, finishedAt: finished_at, outcome, error };
}
