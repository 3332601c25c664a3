/** A database that is gone, slow, silent, busy or full: a clear 503 in bounded time, nothing half done, and service again afterwards. */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createServer as createListener, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { joinEmbeddedServer } from '#platform/embedded-postgres/embedded-server.ts';
import { type Connection, type Database, type DatabaseLimits, openDatabase } from '#platform/db/database.ts';
import { isUnavailable } from '#platform/db/unavailable.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { noteFigure } from '#tests/support/sizes.ts';

const { db, ownerConnection } = await createTestDatabase();
const LIMITS: DatabaseLimits = { connectMs: 500, statementMs: 600, lockMs: 400, idleInTransactionMs: 2000 };
const opened: Database[] = [];
afterAll(() => Promise.all(opened.map((database) => database.destroy().catch(() => undefined))));

function limited(connection: Connection, max = 3): Database {
  const database = openDatabase({ ...connection, max, limits: LIMITS });
  opened.push(database);
  return database;
}

/** One sign-in on a server over this database: it reads and writes, and its password is wrong. */
async function signIn(database: Database) {
  const { app } = await createServer({ platform: { ...testContext(db).platform, db: database }, log: false });
  const started = performance.now();
  const reply = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { account: `nobody${randomUUID()}`, password: 'Wrong-password-1' } });
  await app.close();
  return { status: reply.statusCode, code: reply.json().code, retryAfter: Number(reply.headers['retry-after']), seconds: (performance.now() - started) / 1000 };
}

const UNAVAILABLE = { status: 503, code: 'DATABASE_UNAVAILABLE', retryAfter: 5 };

/** Takes connections and says nothing, as a machine behind a broken network does. */
async function silentListener(): Promise<{ port: number; server: Server }> {
  const sockets = new Set<Socket>();
  const server = createListener((socket) => void sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.on('close', () => sockets.forEach((socket) => socket.destroy()));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, server };
}

describe('a database that is not there', () => {
  it.each<[string, () => Promise<Connection>]>([
    ['whose port is closed', async () => ({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' })],
    ['whose socket is gone', async () => ({ host: '/nonexistent', user: 'x', database: 'x' })],
    ['whose name is unknown', async () => ({ host: 'database.invalid', user: 'x', database: 'x' })],
  ])('%s gives 503 at once', async (_name, connection) => {
    const answer = await signIn(limited(await connection()));
    expect(answer).toMatchObject(UNAVAILABLE);
    expect(answer.seconds).toBeLessThan(5);
  });

  it('and takes the connection without a word gives 503 in time', async () => {
    const { port, server } = await silentListener();
    const answer = await signIn(limited({ host: '127.0.0.1', port, user: 'x', database: 'x' }));
    server.close();
    expect(answer).toMatchObject(UNAVAILABLE);
    expect(answer.seconds).toBeLessThan(5);
  });
});

describe('a database that is slow or busy', () => {
  const connection = { ...ownerConnection, role: 'wotu_app' };
  const errorOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('ends a statement that takes too long', async () => {
    const error = await errorOf(sql`select pg_sleep(5)`.execute(limited(connection)));
    expect([isUnavailable(error), (error as { code?: string }).code]).toEqual([true, '57014']);
  });

  it('ends the wait for a lock that somebody holds, and works again after', async () => {
    const holder = new pg.Client(ownerConnection);
    await holder.connect();
    await holder.query('begin; lock table sign_in_attempts in access exclusive mode');
    const database = limited(connection);
    expect(await signIn(database)).toMatchObject(UNAVAILABLE);
    await holder.query('rollback');
    await holder.end();
    expect(await signIn(database)).toMatchObject({ status: 401 });
  });

  it('whose connections are all taken gives 503 instead of an endless queue', async () => {
    const database = limited(connection, 1);
    const taken = sql`select pg_sleep(0.55)`.execute(database).catch(() => undefined);
    const waiting = await Promise.all(Array.from({ length: 20 }, () => errorOf(sql`select 1`.execute(database))));
    expect(waiting.some((error) => isUnavailable(error))).toBe(true);
    expect(waiting.every((error) => error === undefined || isUnavailable(error))).toBe(true);
    await taken;
    expect(await signIn(database)).toMatchObject({ status: 401 });
  });

  it('that falls silent in the middle is given up, its connection is thrown away, and the next one serves', async () => {
    const database = limited(connection, 1);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database);
    const pid = rows[0]?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    const started = performance.now();
    const error = await errorOf(database.transaction().execute((tx) => sql`select 1`.execute(tx)));
    process.kill(pid, 'SIGCONT');
    expect(isUnavailable(error)).toBe(true);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await signIn(database)).toMatchObject({ status: 401 });
  }, 40_000);
});

/** A small file system of its own; false where this process may not mount one. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const small = mkdtempSync(path.join(tmpdir(), 'wotu-full-'));
const isMounted = mountSmall(small);
afterAll(async () => {
  if (isMounted) execFileSync('umount', ['-l', small]);
  await rm(small, { recursive: true, force: true });
});

/** Writes rows of 130 KB until the disk has refused five of them. */
async function fillUp(database: Database): Promise<{ acknowledged: number[]; errors: unknown[] }> {
  const acknowledged: number[] = [];
  const errors: unknown[] = [];
  for (let id = 1; errors.length < 5 && id < 5000; id += 1) {
    const filler = randomBytes(100_000).toString('base64');
    await sql`insert into kept values (${id}, ${filler})`.execute(database).then(
      () => acknowledged.push(id),
      (error: unknown) => errors.push(error),
    );
  }
  return { acknowledged, errors };
}

/** Seconds until a write succeeds; undefined after half a minute without. */
async function secondsUntilServed(database: Database): Promise<number | undefined> {
  const started = performance.now();
  while (performance.now() - started < 30_000) {
    const isBack = await sql`insert into kept values (0, 'again')`.execute(database).then(
      () => true,
      () => false,
    );
    if (isBack) return (performance.now() - started) / 1000;
  }
  return undefined;
}

/** Simulated by a memory file system of 120 MB that holds the whole cluster, log of changes included. */
describe.runIf(isMounted)('a database whose disk is full', () => {
  it('refuses with 503, keeps what it acknowledged, and goes on when there is room again', async () => {
    const engine = await joinEmbeddedServer(small, ['min_wal_size=32MB', 'max_wal_size=32MB', 'wal_recycle=off', 'shared_buffers=16MB']);
    const stopWatching = engine.keepRunning();
    const database = limited(engine.connection('postgres'), 4);
    try {
      await sql`create table kept (id int primary key, filler text not null)`.execute(database);
      // what the disk still has, less a few megabytes
      await writeFile(path.join(small, 'ballast'), Buffer.alloc(20 * 1_048_576));
      const { acknowledged, errors } = await fillUp(database);
      expect(errors.length).toBe(5);
      expect(errors.filter((error) => !isUnavailable(error))).toEqual([]);
      await rm(path.join(small, 'ballast'));
      const seconds = await secondsUntilServed(database);
      const { rows } = await sql<{ id: number }>`select id from kept where id > 0 order by id`.execute(database);
      const lost = acknowledged.filter((id) => !rows.some((row) => row.id === id));
      noteFigure({
        promise: 'a full disk loses nothing acknowledged',
        tried: 'writes until a disk of 120 MB (tmpfs) was full, then room made',
        n: acknowledged.length,
        wrong: lost.length,
        measured: `served again ${seconds?.toFixed(1) ?? 'more than 30'} s after there was room`,
      });
      expect(seconds).toBeDefined();
      expect([acknowledged.length > 10, lost]).toEqual([true, []]);
    } finally {
      // a failed assertion must not leave an engine running on a disk that is about to go
      await stopWatching();
      await database.destroy();
      await engine.leave();
    }
  }, 90_000);
});
