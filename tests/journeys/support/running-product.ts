import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

/** The day on which the demonstration data ends: the campaigns are in their last weeks, so every status occurs. */
const NOW = '2023-11-20T12:00:00+08:00';
const MINUTES_TO_START = 5;

declare module 'vitest' {
  interface ProvidedContext {
    address: string;
    /** what stands beside each one-time link → its address; each opens once */
    links: Record<string, string>;
    /** where the cookies of entered posts are kept for the journeys that follow */
    sessionFolder: string;
    /** what stands at the product's terminal: single-use codes among it */
    terminal: string;
  }
}

/** Starts the product on a free port with an empty folder, as `npm start` does, and stops it at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-journeys-'));
  const dataFolder = path.join(folder, 'data');
  const child = spawn(process.execPath, ['apps/cli/main.ts', 'serve', '--demonstration', '--port', '0', '--data', dataFolder], {
    env: { ...process.env, WOTU_NOW: NOW, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const terminal = path.join(folder, 'terminal.txt');
  child.stderr?.on('data', (bytes: Buffer) => appendFileSync(terminal, bytes));
  const said = await untilStarted(child);
  project.provide('address', /沃土已启动：(\S+)/.exec(said)?.[1] ?? '');
  project.provide('links', linksIn(said));
  project.provide('sessionFolder', folder);
  project.provide('terminal', terminal);
  return async () => {
    await stop(child);
    await rm(folder, { recursive: true, force: true });
  };
}

function untilStarted(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the product did not start:\n${said}`)), MINUTES_TO_START * 60_000);
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
      if (!said.includes('按 Ctrl+C 停止')) return;
      clearTimeout(timer);
      resolve(said);
    });
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${said}`)));
  });
}

/** `  演示岗位：市级民政工作人员（河南省 / 平顶山市）   http://…/welcome/…` */
function linksIn(said: string): Record<string, string> {
  const lines = [...said.matchAll(/^ {2}(\S.*?)\s{2,}(http\S+\/welcome\/\S+)$/gm)];
  return Object.fromEntries(lines.map(([, label, address]) => [label ?? '', address ?? '']));
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
