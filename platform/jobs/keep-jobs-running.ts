import { setTimeout } from 'node:timers/promises';
import type { JobRunner } from './job-runner.ts';

export interface KeptJobs {
  /** runs a job soon. @throws Error while they do not run */
  ask(name: string): Promise<void>;
  /** lets running work end, then stops */
  stop(): Promise<void>;
}

/** Before the next try; the last one again and again. */
const PAUSES_MS = [5000, 15_000, 60_000, 300_000, 600_000];

/**
 * Starts the jobs, and starts them again whenever they could not start or ended by themselves: a database that is away for a moment must not leave
 * a server without its nightly work until somebody starts it anew.
 * @param start gets the names of the runners before it that ended by themselves
 * @returns after the first try, whatever came of it
 */
export async function keepJobsRunning(
  start: (gone: readonly string[]) => Promise<JobRunner>,
  say: (line: string) => void,
  pausesMs = PAUSES_MS,
): Promise<KeptJobs> {
  const stopping = new AbortController();
  let runner: JobRunner | undefined;
  const gone: string[] = [];
  /** tries in a row that came to nothing */
  let failures = 0;
  const pauseMs = () => pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0;

  async function tryToStart(): Promise<void> {
    try {
      runner = await start(gone);
      if (failures > 0) say('后台任务已启动。');
    } catch (error) {
      say(`后台任务没有启动，夜间核对与清理暂停：${error instanceof Error ? error.message : String(error)}。${pauseMs() / 1000} 秒后再试。`);
    }
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (runner) {
        const began = performance.now();
        gone.push(await runner.ended);
        if (stopping.signal.aborted) return;
        if (performance.now() - began > Math.max(...pausesMs)) failures = 0;
        runner = undefined;
        say(`后台任务停了（多半是数据库断开）。${pauseMs() / 1000} 秒后再启动。`);
      }
      await setTimeout(pauseMs(), undefined, { signal: stopping.signal }).catch(() => undefined);
      failures += 1;
      if (!stopping.signal.aborted) await tryToStart();
    }
    await runner?.stop();
  }

  await tryToStart();
  const watching = watch();
  return {
    async ask(name) {
      if (!runner) throw new Error('jobs are not running');
      await runner.ask(name);
    },
    async stop() {
      stopping.abort();
      await runner?.stop();
      await watching;
    },
  };
}
