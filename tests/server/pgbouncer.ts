/** PgBouncer as operations/pgbouncer.ini sets it up, on a socket of its own. */
import { spawn } from 'node:child_process';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROGRAM = '/usr/sbin/pgbouncer';
const SHIPPED = new URL('../../operations/pgbouncer.ini', import.meta.url);
const NOBODY = 65_534;
const PORT = 6432;
const SERVER_CONNECTIONS = 2;

export interface Pooler {
  /** of a login of the pooled database */
  urlOf(login: string): string;
  stop(): Promise<void>;
}

/**
 * @param database where it connects to: address of the owner
 * @param passwords by login
 */
export async function startPooler(database: URL, passwords: Readonly<Record<string, string>>): Promise<Pooler> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-pooler-'));
  const name = database.pathname.slice(1);
  const here: Record<string, string> = {
    wotu: '',
    listen_addr: '',
    max_prepared_statements: '',
    auth_file: path.join(folder, 'users'),
    // fewer than the product's own connections, so that every transaction may get another one
    default_pool_size: String(SERVER_CONNECTIONS),
  };
  const shipped = (await readFile(SHIPPED, 'utf8')).split('\n').flatMap((line) => {
    const known = here[line.split(' = ')[0] ?? ''];
    return known === undefined ? [line] : known === '' ? [] : [`${line.split(' = ')[0]} = ${known}`];
  });
  const settings = shipped
    .join('\n')
    .replace('[databases]', `[databases]\n${name} = host=${database.hostname} port=${database.port} dbname=${name}`)
    .replace('[pgbouncer]', `[pgbouncer]\nunix_socket_dir = ${folder}`);
  await writeFile(path.join(folder, 'pgbouncer.ini'), settings);
  await writeFile(
    path.join(folder, 'users'),
    Object.entries(passwords)
      .map(([login, password]) => `"${login}" "${password}"\n`)
      .join(''),
  );
  const isRoot = process.getuid?.() === 0;
  // it refuses to run as root
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  const child = spawn(PROGRAM, ['-q', 'pgbouncer.ini'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  const gone = new Promise((resolve) => child.on('close', resolve));
  await untilListening(path.join(folder, `.s.PGSQL.${PORT}`));
  return {
    urlOf: (login) => `postgres://${login}:${passwords[login] ?? ''}@localhost/${name}?host=${encodeURIComponent(folder)}&port=${PORT}`,
    async stop() {
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(socket: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const line = connect(socket, () => {
        line.destroy();
        resolve(true);
      }).on('error', () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('PgBouncer did not start within 5 seconds');
}
