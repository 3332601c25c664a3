import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findServerPrograms } from './requirements.mjs';

const NOBODY = 65_534;

/**
 * A throw-away PostgreSQL server from the operating system's packages, reached over the network with a password by an
 * owner who is no superuser, as in production.
 * @returns its `postgres://` address, how to stop it, and what a standby of it needs: the programs, the folder of its socket, its port and settings
 */
export async function startPostgresServer() {
  const programs = findServerPrograms();
  const folder = mkdtempSync(path.join(tmpdir(), 'wotu-server-'));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (user.uid) chownSync(folder, NOBODY, NOBODY);
  const options = {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', PGCONNECT_TIMEOUT: '2' },
  };
  const data = path.join(folder, 'data');
  execFileSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--auth-local=trust', '--auth-host=scram-sha-256', '--no-sync'],
    options,
  );
  const port = await findFreePort();
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=120'];
  const server = spawn(path.join(programs, 'postgres'), ['-D', data, '-k', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
    ...options,
    stdio: 'ignore',
  });
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill('SIGINT');
      await new Promise((resolve) => server.on('exit', resolve));
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const psql = (statement) =>
      spawnSync(path.join(programs, 'psql'), ['-h', folder, '-p', String(port), '-U', 'postgres', '-qc', statement], { ...options, stdio: 'ignore' }).status ===
      0;
    await waitUntil(() => psql('select 1'));
    const password = randomBytes(12).toString('hex');
    if (!psql(`create role wotu_owner login createdb createrole password '${password}'`)) throw new Error('the owner of the test databases was not created');
    return { url: `postgres://wotu_owner:${password}@127.0.0.1:${port}/postgres`, stop, programs, folder, port, settings, options };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waitUntil(isReady) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (isReady()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the PostgreSQL server did not start within 30 seconds');
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
