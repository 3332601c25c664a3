import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { issueStartLinks } from '#modules/accounts/server/public.ts';
import type { Context } from '#platform/context.ts';
import { fillOnFirstStart } from '#apps/server/first-start.ts';
import { startProductJobs } from '#apps/server/jobs.ts';
import { installationOf } from '#apps/server/operation-means.ts';
import { startTracing } from '#apps/server/start-tracing.ts';
import { type RunningServer, serve, untilToldToStop } from '#apps/server/serve.ts';
import { readConfig } from '#platform/config/config.ts';
import { servingLimits } from '#platform/db/serving-limits.ts';
import { unknownSettings } from '#platform/config/settings.ts';
import type { KeptJobs } from '#platform/jobs/keep-jobs-running.ts';
import { alignColumns } from './answer.ts';
import { say } from './print.ts';
import type { Options } from './run-command.ts';
import { inSession } from './session.ts';

/** Serves until told to stop. @throws Error in Chinese when the port is taken meanwhile */
export async function serveUntilStopped(options: Options, { port, host }: { port: number; host: string }): Promise<void> {
  const stop = new AbortController();
  const stopped = untilToldToStop().then(() => {
    say('正在停止……');
    stop.abort();
  });
  await inSession(
    options,
    async ({ context, running }) => {
      if (options['demonstration'] === true && !(await filled({ ...context, platform: running.background.platform }, stop.signal))) return;
      for (const name of unknownSettings(process.env)) say(`！平台不认识设置 ${name}，它不起作用。请检查有没有写错名字（wotu config check）。`);
      const log = await openLog(options);
      const stopWatching = running.keepDatabaseRunning();
      const stopTracing = startTracing(running.config.traces);
      let server: RunningServer | undefined;
      let jobs: KeptJobs | undefined;
      // what fails half-way must end: a process that still listens, without its database, is never started again by a service manager
      try {
        server = await serve(context.platform, {
          port,
          host,
          log,
          installation: installationOf(running.config),
          trustedProxies: running.config.trustedProxies,
        });
        say(`\n沃土已启动：${server.address}\n`);
        for (const line of await linesOfLinks(context, server.address)) say(line);
        say('按 Ctrl+C 停止。');
        jobs = await startProductJobs(running, say);
        await stopped;
      } finally {
        await server?.close();
        await jobs?.stop();
        await stopWatching();
        await stopTracing();
      }
    },
    servingLimits,
  );
  say('已停止，数据已保存。');
}

/** @returns false when people stopped it half-way; the next start goes on */
async function filled(context: Context, stop: AbortSignal): Promise<boolean> {
  try {
    await fillOnFirstStart(context, say, stop);
  } catch (error) {
    if (!stop.aborted) throw error;
  }
  return !stop.aborted;
}

/** On a terminal, lines of requests would push the links out of sight; there they go to a file. */
async function openLog(options: Options): Promise<NodeJS.WritableStream> {
  if (!process.stderr.isTTY) return process.stderr;
  const { dataFolder } = readConfig(process.env, options.data);
  await mkdir(dataFolder, { recursive: true });
  return createWriteStream(path.join(dataFolder, 'requests.log'), { flags: 'a' });
}

/** One-time links for whoever has no password yet; those of an earlier start no longer work. */
async function linesOfLinks(context: Context, address: string): Promise<string[]> {
  const links = await issueStartLinks(context);
  if (links.length === 0) return [];
  const rows = links.map((link) => [`  ${link.label}`, `${address}${link.path}`]);
  return ['一次性链接（用过即失效，重新启动会换新的）：', ...alignColumns(rows), ''];
}
