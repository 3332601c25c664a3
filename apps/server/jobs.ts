import { randomUUID } from 'node:crypto';
import { sweepLapsed } from '#modules/accounts/server/public.ts';
import { watchDeadlines } from '#modules/filings/server/public.ts';
import { checkFigures, foldProvinces, keepFailingUnits } from '#modules/indicators/server/public.ts';
import { systemActor } from '#platform/access/actor.ts';
import type { Context, Platform } from '#platform/context.ts';
import { sweepExpiredKeys } from '#platform/idempotency/once-per-key.ts';
import { sweepRequestCounts } from '#platform/limits/request-counters.ts';
import type { Job, JobRunner } from '#platform/jobs/job-runner.ts';
import { dayInChina } from '#shared/day.ts';
import { keepAudit } from './audit-job.ts';
import type { RunningPlatform } from './compose.ts';
import { filingMeans } from './filing-means.ts';

/**
 * All background work of the product, started once the first page can be answered. A login that may not create the
 * queue's schema leaves the platform without it, and people are told.
 */
export async function startProductJobs(
  running: Pick<RunningPlatform, 'platform' | 'owner' | 'config'>,
  say: (line: string) => void,
): Promise<JobRunner | undefined> {
  try {
    const { startJobs } = await import('#platform/jobs/job-runner.ts');
    return await startJobs(running.owner, productJobs(running, say), say);
  } catch (error) {
    say(`后台任务没有启动，夜间核对与清理暂停：${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function productJobs(running: Pick<RunningPlatform, 'platform' | 'owner' | 'config'>, say: (line: string) => void): Job[] {
  const { platform } = running;
  return [
    { name: 'sweep-idempotency-keys', nightlyAt: { hour: 1, minute: 40 }, run: () => sweepExpiredKeys(jobContext(platform)) },
    { name: 'sweep-request-counts', nightlyAt: { hour: 1, minute: 45 }, run: () => sweepRequestCounts(platform.db, platform.clock.now()) },
    { name: 'keep-audit', nightlyAt: { hour: 0, minute: 10 }, run: () => keepAudit(jobContext(platform), running) },
    { name: 'sweep-lapsed-sessions', nightlyAt: { hour: 1, minute: 30 }, run: () => sweepLapsed(jobContext(platform)) },
    { name: 'watch-filing-deadlines', nightlyAt: { hour: 1, minute: 50 }, run: async () => void (await watchDeadlines(jobContext(platform), filingMeans)) },
    {
      name: 'check-figures',
      nightlyAt: { hour: 2, minute: 0 },
      run: async () => {
        await keepFailingUnits(jobContext(platform));
        const { districts, drift } = await checkFigures(jobContext(platform));
        if (drift.length > 0) say(`[jobs] 指标核对：${districts} 个区县中有 ${drift.length} 处与台账重新计算的结果不一致，请在“指标核对”中查看。`);
        await foldProvinces(jobContext(platform));
      },
    },
  ];
}

function jobContext(platform: Platform): Context {
  const now = platform.clock.now();
  return { platform, actor: systemActor('system:jobs'), now, today: dayInChina(now), requestId: randomUUID(), origin: 'jobs' };
}
