import type { Context } from '#platform/context.ts';
import { nextRunAfter } from '#platform/jobs/job.ts';
import { hasQueue, listQueuedJobs, type QueuedJob } from '#platform/jobs/job-queue.ts';
import { lastRuns } from '#platform/jobs/job-runs.ts';
import type { DeadJob, Jobs, ScheduledJob } from '../../contract/schemas.ts';
import { titleOf } from '../domain/job-title.ts';
import type { OperationMeans } from '../means.ts';
import { requireWhole } from '../require-whole.ts';
import { shownRun } from '../show-run.ts';

/** All background work: when it runs, how it went, what waits for a person. @throws PERMISSION_MISSING, OPERATIONS_WHOLE */
export async function listJobs(context: Context, { jobs }: OperationMeans): Promise<Jobs> {
  requireWhole(context);
  const { db } = context.platform;
  const queued = await listQueuedJobs(db);
  const runs = await lastRuns(
    db,
    jobs.map(({ name }) => name),
  );
  const shown = jobs.toSorted(byHour).map(({ name, title, nightlyAt }): ScheduledJob => {
    const run = runs.get(name);
    return {
      job: name,
      title,
      nightlyAt: nightlyAt && [nightlyAt.hour, nightlyAt.minute].map((part) => String(part).padStart(2, '0')).join(':'),
      nextRunAt: nightlyAt && nextRunAfter(nightlyAt, context.now).toISOString(),
      state: stateOf(queued.filter(({ job }) => job === name)),
      last: run ? shownRun(run.last, title) : null,
      doneAt: run?.doneAt?.toISOString() ?? null,
    };
  });
  return { isRunning: await hasQueue(db), jobs: shown, dead: queued.filter(({ isDead }) => isDead).map((one) => shownDead(one, jobs)) };
}

/** In the order of a night; what is only asked for comes last. */
function byHour({ nightlyAt: one }: OperationMeans['jobs'][number], { nightlyAt: other }: OperationMeans['jobs'][number]): number {
  const minutes = (at: typeof one) => (at ? at.hour * 60 + at.minute : Number.MAX_SAFE_INTEGER);
  return minutes(one) - minutes(other);
}

/** Of all that stands in the queue for one job, what people must know first. */
function stateOf(queued: readonly QueuedJob[]): ScheduledJob['state'] {
  if (queued.some(({ isDead }) => isDead)) return 'dead';
  if (queued.some(({ isRunning }) => isRunning)) return 'running';
  if (queued.some(({ attempts }) => attempts > 0)) return 'retrying';
  return queued.length > 0 ? 'waiting' : 'idle';
}

function shownDead({ id, job, attempts, createdAt, lastError }: QueuedJob, jobs: OperationMeans['jobs']): DeadJob {
  return { id, job, title: titleOf(job, jobs), attempts, since: createdAt.toISOString(), error: lastError ?? '运行它的进程中断了，没有留下原因' };
}
