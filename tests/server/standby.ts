/** A streaming standby of a server of its own, both from Debian's packages. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { startPostgresServer } from '../../tools/testing/postgres-server.mjs';
import { freePort } from '../faults/loaded-product.ts';

export interface Pair {
  /** of the owner */
  primaryUrl: string;
  standbyUrl: string;
  /** the standby still answers and stands still, until it goes on */
  pause(): Promise<void>;
  goOn(): Promise<void>;
  stopStandby(): Promise<void>;
  startStandby(): Promise<void>;
  close(): Promise<void>;
}

export async function startPair(): Promise<Pair> {
  const primary = await startPostgresServer();
  const { programs, folder, options, settings } = primary;
  const data = path.join(folder, 'standby');
  execFileSync(
    path.join(programs, 'pg_basebackup'),
    ['-h', folder, '-p', String(primary.port), '-U', 'postgres', '-D', data, '-R', '-X', 'stream', '-c', 'fast'],
    options,
  );
  const port = await freePort();
  const url = new URL(primary.url);
  url.port = String(port);
  let server: ChildProcess | undefined;
  const stopStandby = async () => {
    const gone = new Promise((resolve) => server?.on('exit', resolve));
    server?.kill('SIGINT');
    if (server?.exitCode === null) await gone;
  };
  const startStandby = async () => {
    server = spawn(path.join(programs, 'postgres'), ['-D', data, '-k', folder, '-p', String(port), ...settings.flatMap((one) => ['-c', one])], {
      ...options,
      stdio: 'ignore',
    });
    await untilAnswering(url.href);
  };
  const onStandby = (statement: string) =>
    void execFileSync(path.join(programs, 'psql'), ['-h', folder, '-p', String(port), '-U', 'postgres', '-qc', statement], options);
  await startStandby();
  return {
    primaryUrl: primary.url,
    standbyUrl: url.href,
    pause: async () => onStandby('select pg_wal_replay_pause()'),
    goOn: async () => onStandby('select pg_wal_replay_resume()'),
    stopStandby,
    startStandby,
    async close() {
      await stopStandby();
      await primary.stop();
    },
  };
}

async function untilAnswering(connectionString: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const client = new pg.Client({ connectionString });
    client.on('error', () => undefined);
    const answers = await client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the standby did not answer within 10 seconds');
}
