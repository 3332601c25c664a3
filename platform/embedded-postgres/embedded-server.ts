import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from '../db/database.ts';
import { findBinaries } from './binaries.ts';
import { isAlive, joinClients, leaveClients } from './client-register.ts';
import { chooseOperatingUser, type OperatingUser } from './operating-user.ts';

/** Longest path of a unix socket, less the file name PostgreSQL adds. */
const MAX_SOCKET_FOLDER = 85;
const START_TIMEOUT_MS = 60_000;
const WATCH_MS = 1000;

export interface EmbeddedServer {
  /** connection of the cluster's superuser to one database */
  connection(database: string): Connection;
  /** starts the server again whenever it is found dead, until the returned function is called */
  keepRunning(): () => Promise<void>;
  /** leaves; the last process out stops the server */
  leave(): Promise<void>;
}

interface Cluster {
  native: string;
  dataFolder: string;
  socketFolder: string;
  user: OperatingUser;
  settings: readonly string[];
}

/** @returns whether the data folder holds a database, running or not */
export function hasEmbeddedDatabase(folder: string): boolean {
  return existsSync(path.join(folder, 'postgres', 'PG_VERSION'));
}

/**
 * Joins the embedded server of a data folder, making and starting it when needed. Several processes may join;
 * the server is bound to a private unix socket and outlives the process that started it until the last one leaves.
 * @param settings PostgreSQL settings, `name=value`
 */
export async function joinEmbeddedServer(folder: string, settings: readonly string[] = []): Promise<EmbeddedServer> {
  const root = path.resolve(folder);
  await mkdir(root, { recursive: true });
  const native = await findBinaries();
  const socketFolder = root.length + 8 <= MAX_SOCKET_FOLDER ? path.join(root, 'socket') : shortSocketFolder(root);
  const user = chooseOperatingUser([path.join(native, 'bin', 'postgres'), root]);
  const cluster: Cluster = { native, dataFolder: path.join(root, 'postgres'), socketFolder, user, settings };
  const ensureRunning = async () => {
    if (!hasEmbeddedDatabase(root)) await initialize(cluster);
    if (!(await answers(cluster))) await start(cluster);
  };
  await joinClients(root, ensureRunning);
  return {
    keepRunning: () => watch(cluster, () => joinClients(root, ensureRunning)),
    connection: (database) => ({ host: socketFolder, user: 'postgres', database }),
    leave: () => leaveClients(root, () => stop(cluster)),
  };
}

/** Looks every second whether the server's process lives; one whose children still hold its memory is tried again. */
function watch(cluster: Cluster, startAgain: () => Promise<void>): () => Promise<void> {
  let isWatching = true;
  const wait = new AbortController();
  const watching = (async () => {
    while (isWatching) {
      await setTimeout(WATCH_MS, undefined, { signal: wait.signal }).catch(() => undefined);
      if (isWatching && !isAlive(await postmasterOf(cluster))) await startAgain().catch(() => undefined);
    }
  })();
  return async () => {
    isWatching = false;
    wait.abort();
    await watching;
  };
}

/** 0 when there is none. */
async function postmasterOf(cluster: Cluster): Promise<number> {
  const text = await readFile(path.join(cluster.dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]);
}

function shortSocketFolder(root: string): string {
  return path.join(tmpdir(), `wotu-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
}

async function initialize(cluster: Cluster): Promise<void> {
  await mkdir(cluster.dataFolder, { recursive: true, mode: 0o700 });
  cluster.user.own(cluster.dataFolder);
  // the builtin locale does not depend on the host's C library: no collation drift when the folder moves
  const args = [
    '-D',
    cluster.dataFolder,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '-A',
    'trust',
    '--no-sync',
    '--no-instructions',
  ];
  const child = cluster.user.spawn(path.join(cluster.native, 'bin', 'initdb'), args, { stdio: ['ignore', 'ignore', 'pipe'], env: serverEnvironment(cluster) });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`内置数据库初始化失败：${complaint.trim()}`);
}

async function start(cluster: Cluster): Promise<void> {
  await mkdir(cluster.socketFolder, { recursive: true, mode: 0o700 });
  cluster.user.own(cluster.socketFolder);
  const log = await open(path.join(path.dirname(cluster.dataFolder), 'postgres.log'), 'a');
  const args = [
    '-D',
    cluster.dataFolder,
    '-k',
    cluster.socketFolder,
    '-c',
    'listen_addresses=',
    '-c',
    'unix_socket_permissions=0700',
    ...cluster.settings.flatMap((setting) => ['-c', setting]),
  ];
  const child = cluster.user.spawn(path.join(cluster.native, 'bin', 'postgres'), args, {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
    env: serverEnvironment(cluster),
  });
  let ended = false;
  child.on('exit', () => (ended = true));
  child.unref();
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(cluster))) {
    if (ended || performance.now() > deadline) throw new Error(`内置数据库没有启动，请查看 ${path.join(path.dirname(cluster.dataFolder), 'postgres.log')}`);
    await setTimeout(30);
  }
  await log.close();
}

/** A server running as another user must not look for settings in root's home. */
function serverEnvironment(cluster: Cluster): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: cluster.dataFolder, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

async function answers(cluster: Cluster): Promise<boolean> {
  const client = new pg.Client({ host: cluster.socketFolder, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is kept. */
async function stop(cluster: Cluster): Promise<void> {
  const file = path.join(cluster.dataFolder, 'postmaster.pid');
  const pid = await postmasterOf(cluster);
  if (!pid) return;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (existsSync(file) && performance.now() < deadline) await setTimeout(20);
}
