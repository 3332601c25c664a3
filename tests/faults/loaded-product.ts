/** A serving product under load, whose processes can be killed: the server, a connection of the database, the whole database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { createPlatform, type RunningPlatform } from '#apps/server/compose.ts';
import { createToken } from '#modules/accounts/server/public.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { readConfig } from '#platform/config/config.ts';
import type { Connection } from '#platform/db/database.ts';
import { onOneConnection } from '#platform/db/one-connection.ts';
import { openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';

const MAIN = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
const COUNTY = '410402';
export const COMMUNITY = '410402001001';

export interface LoadedProduct {
  root: string;
  port: number;
  token: string;
  owner: Connection;
  /** starts the server, as a service manager would; @returns when it listens */
  startServer(): Promise<void>;
  killServer(): Promise<void>;
  /** pid of the database's first process */
  postmaster(): Promise<number>;
  /** one command of the product, over the same data */
  wotu(...args: string[]): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function environmentOf(root: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: '', WOTU_NOW: '2023-11-20T04:00:00.000Z', WOTU_CODE_CACHE: path.join(root, 'compiled') };
}

async function fill(running: RunningPlatform): Promise<string> {
  const context = { ...testContext(running.platform.db), platform: running.platform };
  await loadDivisions(context, { scope: [COUNTY] });
  await loadPlanFiles(context);
  await openAccount(context, { name: 'writer', role: 'districtCivilAffairsStaff', division: `${COUNTY}000000`, password: false });
  return (await createToken(context, { account: 'writer' })).token;
}

export async function openLoadedProduct(): Promise<LoadedProduct> {
  const root = await mkdtemp(path.join(tmpdir(), 'wotu-load-'));
  const data = path.join(root, 'data');
  const running = await createPlatform(readConfig(environmentOf(root), data));
  const token = await fill(running);
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = (args: readonly string[]) =>
    spawn(process.execPath, [MAIN, ...args, '--data', data], { cwd: root, env: environmentOf(root), stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    root,
    port,
    token,
    owner: running.owner,
    async startServer() {
      const child = start(['serve', '--port', String(port)]);
      server = child;
      child.stderr?.resume();
      child.stdout?.resume();
      while (child.exitCode === null && child.signalCode === null && !(await isUp(port))) await new Promise((resolve) => setTimeout(resolve, 50));
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    },
    async killServer() {
      const child = server;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.on('close', resolve));
      child.kill('SIGKILL');
      await gone;
    },
    postmaster: async () => Number((await readFile(path.join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]),
    async wotu(...args) {
      const child = start([...args, '--json']);
      let stdout = '';
      child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr?.resume();
      await new Promise((resolve) => child.on('close', resolve));
      return JSON.parse(stdout) as Record<string, unknown>;
    },
    async close() {
      server?.kill('SIGKILL');
      await running.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function isUp(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => true,
    () => false,
  );
}

/** What one try to write came to. */
export interface Try {
  status: number;
  /** id of the record when it was acknowledged */
  id: string | undefined;
  code: string | undefined;
  retryAfter: string | null;
  milliseconds: number;
}

/** Sends one new training under a key; a connection that breaks gives status 0. */
export async function sendTraining(product: LoadedProduct, key: string, name: string): Promise<Try> {
  const started = performance.now();
  const values = { name, div: COMMUNITY, hostLevel: '社区', startedOn: '2022-06-01', audiences: ['骨干'], participants: 3 };
  try {
    const reply = await fetch(`http://127.0.0.1:${product.port}/api/v1/registers/trainings/records`, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ values }),
      signal: AbortSignal.timeout(30_000),
    });
    const body = (await reply.json()) as { id?: string; code?: string };
    const milliseconds = performance.now() - started;
    return {
      status: reply.status,
      id: reply.status === 200 ? body.id : undefined,
      code: body.code,
      retryAfter: reply.headers.get('retry-after'),
      milliseconds,
    };
  } catch {
    return { status: 0, id: undefined, code: undefined, retryAfter: null, milliseconds: performance.now() - started };
  }
}

export const newKey = (): string => randomUUID();

/** Looks behind the product's back. */
export function asOwner<T>(product: LoadedProduct, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return onOneConnection(product.owner, work);
}
