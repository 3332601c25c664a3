/** The product as operators start it, over a database of the server under test: any number of processes, each with a data folder of its own. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { onOneConnection } from '#platform/db/one-connection.ts';
import { freePort } from '../faults/loaded-product.ts';

const MAIN = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
const START_SECONDS = 60;

export interface ProductProcess {
  address: string;
  output(): string;
  stop(): Promise<void>;
}

/** What processes of one installation share. */
export interface Ground {
  root: string;
  databaseUrl: string;
  environment: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** An empty database and a folder. @param more settings that all processes share @param server another server than that of the stage */
export async function prepareGround(more: NodeJS.ProcessEnv = {}, server = inject('server').connectionString): Promise<Ground> {
  if (!server) throw new Error('these tests need the PostgreSQL server of the stage `server`');
  const root = await mkdtemp(path.join(tmpdir(), 'wotu-processes-'));
  const name = `wotu_${randomUUID().replaceAll('-', '')}`;
  await asServer(server, `create database ${name}`);
  const databaseUrl = new URL(server);
  databaseUrl.pathname = `/${name}`;
  const environment = {
    ...process.env,
    DATABASE_URL: databaseUrl.href,
    WOTU_KEY_FILE: path.join(root, 'keys', 'master'),
    WOTU_FILES_FOLDER: path.join(root, 'files'),
    WOTU_CODE_CACHE: path.join(root, 'compiled'),
    ...more,
  };
  return {
    root,
    databaseUrl: databaseUrl.href,
    environment,
    async close() {
      await asServer(server, `drop database if exists ${name} with (force)`);
      await rm(root, { recursive: true, force: true });
    },
  };
}

export async function asServer(connectionString: string, ...statements: string[]): Promise<void> {
  await onOneConnection({ connectionString }, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** @param wanted a port of its own, where others look for it @returns when it can be used; @throws with what it said when it ends instead */
export async function startProcess({ root, environment }: Ground, name: string, wanted?: number): Promise<ProductProcess> {
  const port = wanted ?? (await freePort());
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', String(port), '--data', path.join(root, name)], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const gone = new Promise((resolve) => child.on('close', resolve));
  const address = `http://127.0.0.1:${port}`;
  const until = performance.now() + START_SECONDS * 1000;
  while (!(await isReady(address))) {
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`the process ${name} does not serve:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    address,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/readyz`).then(
    (reply) => reply.ok,
    () => false,
  );
}

/** One request as a program sends it. */
export async function send(
  { address }: Pick<ProductProcess, 'address'>,
  method: string,
  url: string,
  { cookie, body }: { cookie?: string; body?: unknown } = {},
): Promise<{ status: number; cookie: string | undefined; text: string; json(): Record<string, unknown> }> {
  const headers = { 'x-wotu-request': '1', ...(cookie ? { cookie } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const reply = await fetch(`${address}${url}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), redirect: 'manual' });
  const text = await reply.text();
  return {
    status: reply.status,
    cookie: reply.headers.get('set-cookie')?.split(';')[0],
    text,
    json: () => JSON.parse(text) as Record<string, unknown>,
  };
}
