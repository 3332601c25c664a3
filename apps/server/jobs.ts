import { randomUUID } from 'node:crypto';
import { sendExchange } from '#modules/exchange/server/public.ts';
import { tellReminders, watchDeadlines } from '#modules/filings/server/public.ts';
import { watchNeeds } from '#modules/needs/server/public.ts';
import { checkFigures, foldProvinces, keepFailingUnits } from '#modules/indicators/server/public.ts';
import { systemActor } from '#platform/access/actor.ts';
import type { Context, Platform } from '#platform/context.ts';
import { checkFiles, findingsInWords } from '#platform/files/check-files.ts';
import { scanWaiting } from '#platform/files/scan-waiting.ts';
import { sweepExpiredKeys } from '#platform/idempotency/once-per-key.ts';
import { sweepRequestCounts } from '#platform/limits/request-counters.ts';
import type { Job } from '#platform/jobs/job.ts';
import { sweepJobRuns } from '#platform/jobs/job-runs.ts';
import { keepJobsRunning, type KeptJobs } from '#platform/jobs/keep-jobs-running.ts';
import { tracer } from '#platform/watch/tracer.ts';
import { dayInChina } from '#shared/day.ts';
import { keepAudit } from './audit-job.ts';
import { recordMinutesNightly } from './check-in-minutes.ts';
import { eraseDue } from './retention-job.ts';
import type { RunningPlatform } from './compose.ts';
import { exchangeMeans } from './exchange-means.ts';
import { filingMeans } from './filing-means.ts';
import { JOB_PLAN, type JobName } from './job-plan.ts';

/**
 * All background work of the product, started once the first page can be answered. While the database does not take it (it is away, the login may
 * not create the queue's schema) the platform serves without, people are told, and it is tried again.
 */
export function startProductJobs(running: Pick<RunningPlatform, 'background' | 'owner' | 'config'>, say: (line: string) => void): Promise<KeptJobs> {
  return keepJobsRunning(async (gone) => {
    const { startJobs } = await import('#platform/jobs/job-runner.ts');
    return startJobs(running.owner, productJobs(running, say), say, (job, work) => tracer.whole(`job ${job}`, work), gone);
  }, say);
}

function productJobs({ background, config }: Pick<RunningPlatform, 'background' | 'config'>, say: (line: string) => void): Job[] {
  const { platform, owner } = background;
  const work: Record<JobName, () => Promise<void>> = {
    'keep-audit': () => keepAudit(jobContext(platform), { owner, config }),
    'keep-retention': () => eraseDue(jobContext(platform), owner),
    'sweep-idempotency-keys': () => sweepExpiredKeys(jobContext(platform)),
    'sweep-request-counts': async () => {
      await sweepRequestCounts(platform.db, platform.clock.now());
      await sweepJobRuns(platform.db, platform.clock.now());
    },
    'watch-filing-deadlines': async () => {
      await watchDeadlines(jobContext(platform), filingMeans);
      await tellReminders(jobContext(platform), filingMeans);
    },
    'watch-needs': async () => void (await watchNeeds(jobContext(platform))),
    'record-minutes': async () => void (await recordMinutesNightly(jobContext(platform))),
    'check-figures': () => recount(jobContext(platform), say),
    'send-exchange': () => sendExchange(jobContext(platform), exchangeMeans),
    'scan-files': () => scanNightly(jobContext(platform), say),
    'check-files': () => checkFilesNightly(jobContext(platform), say),
  };
  return (Object.entries(JOB_PLAN) as [JobName, (typeof JOB_PLAN)[JobName]][]).map(([name, plan]) => ({ name, ...plan, run: work[name] }));
}

async function recount(context: Context, say: (line: string) => void): Promise<void> {
  await keepFailingUnits(context);
  const { districts, drift } = await checkFigures(context);
  if (drift.length > 0) say(`[jobs] 指标核对：${districts} 个区县中有 ${drift.length} 处与台账重新计算的结果不一致，是哪些区县见“运行状况”。`);
  await foldProvinces(context);
}

/** Sets aside what nobody refers to and tells what is missing; contents are read by `wotu verify`. */
async function checkFilesNightly(context: Context, say: (line: string) => void): Promise<void> {
  for (const finding of findingsInWords(await checkFiles(context, { mends: true }))) say(`[jobs] 附件核对：${finding}`);
}

/** A scanner that is away is told and asked again by the next try. */
async function scanNightly(context: Context, say: (line: string) => void): Promise<void> {
  const { infected, left } = await scanWaiting(context);
  if (infected > 0) say(`[jobs] 查毒：有 ${infected} 份附件含有病毒，已经封存，审计记录里有它们的编号。`);
  if (left > 0)
    throw new Error(
      `查毒服务 ${context.platform.files.scanner.place ?? ''} 没有应答或不肯查其中某一份（clamd 的 StreamMaxLength 太小），或有附件的内容打不开；还有附件没有查`,
    );
}

function jobContext(platform: Platform): Context {
  const now = platform.clock.now();
  return { platform, actor: systemActor('system:jobs'), now, today: dayInChina(now), requestId: randomUUID(), origin: 'jobs' };
}
