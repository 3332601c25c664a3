import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { lastBackup } from '#platform/backup/backup-log.ts';
import { lastDrill } from '#platform/backup/drill-log.ts';
import type { Database } from '#platform/db/database.ts';
import { listQueuedJobs } from '#platform/jobs/job-queue.ts';
import { lastRuns } from '#platform/jobs/job-runs.ts';
import type { Gauge } from '#platform/watch/gauges.ts';
import { lastDrift } from '#modules/indicators/server/public.ts';
import { JOB_PLAN } from './job-plan.ts';

/** A scraper that comes too often does not trouble the database. */
const KEPT_MS = 15_000;

/**
 * What only the database knows: the queue, ages of backup, restore on trial and check; and the room left on disk. When the database does not answer,
 * `wotu_database_up` is 0 and the rest of it is absent.
 */
export function createProductGauges(db: Database, dataFolder: string): () => Promise<readonly Gauge[]> {
  let kept: { at: number; gauges: readonly Gauge[] } | undefined;
  return async () => {
    if (kept && performance.now() - kept.at < KEPT_MS) return kept.gauges;
    const gauges = [...(await readGauges(db).catch(() => [upGauge(0)])), ...(await diskGauge(dataFolder))];
    kept = { at: performance.now(), gauges };
    return gauges;
  };
}

function upGauge(value: number): Gauge {
  return { name: 'wotu_database_up', help: 'Whether the database answers.', values: [{ value }] };
}

/** None where the folder cannot be looked at. */
async function diskGauge(folder: string): Promise<Gauge[]> {
  const room = await statfs(folder).catch(() => undefined);
  if (!room) return [];
  return [{ name: 'wotu_disk_free_ratio', help: 'Share of the data folder’s disk that is free.', values: [{ value: room.bavail / room.blocks }] }];
}

const seconds = (at: Date) => Math.round(at.getTime() / 1000);

async function readGauges(db: Database): Promise<Gauge[]> {
  await sql`select 1`.execute(db);
  const queued = await listQueuedJobs(db);
  const runs = await lastRuns(db, Object.keys(JOB_PLAN));
  const backup = await lastBackup(db);
  const drill = await lastDrill(db);
  const drift = await lastDrift(db);
  return [
    upGauge(1),
    { name: 'wotu_jobs_queued', help: 'Jobs in the queue, dead ones aside.', values: [{ value: queued.filter(({ isDead }) => !isDead).length }] },
    { name: 'wotu_jobs_dead', help: 'Jobs whose tries all failed.', values: [{ value: queued.filter(({ isDead }) => isDead).length }] },
    {
      name: 'wotu_job_last_success_timestamp_seconds',
      help: 'End of the newest good run of a job.',
      values: [...runs].flatMap(([job, { doneAt }]) => (doneAt ? [{ labels: { job }, value: seconds(doneAt) }] : [])),
    },
    {
      name: 'wotu_backup_last_timestamp_seconds',
      help: 'When the newest backup was written; absent without one.',
      values: backup ? [{ value: seconds(backup.writtenAt) }] : [],
    },
    {
      name: 'wotu_drill_last_timestamp_seconds',
      help: 'When the newest restore on trial was held; absent without one.',
      values: drill ? [{ value: seconds(drill.heldAt) }] : [],
    },
    {
      name: 'wotu_drill_last_good',
      help: 'Whether it restored the backup, equal in everything; absent without one.',
      values: drill ? [{ value: 'findings' in drill && drill.findings === 0 ? 1 : 0 }] : [],
    },
    { name: 'wotu_figures_drifted', help: 'Counters that the newest recount found different.', values: drift ? [{ value: drift.drifted }] : [] },
    {
      name: 'wotu_figures_checked_timestamp_seconds',
      help: 'When the counters were recounted last.',
      values: drift ? [{ value: seconds(drift.finishedAt) }] : [],
    },
  ];
}
