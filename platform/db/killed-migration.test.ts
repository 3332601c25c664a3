/** The migrating process is killed (SIGKILL) at random moments; the next start makes up for it, and the database comes out as if nothing had been. */
import { spawn } from 'node:child_process';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { createEmptyDatabase, createTestDatabase } from '#tests/support/database.ts';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { describeSchema } from '../../tools/generate/describe-schema.ts';
import type { Connection } from './database.ts';
import { migrate, readMigrations } from './migrate.ts';
import { onOneConnection } from './one-connection.ts';

const KILLS = trials(3, 300);
const MIGRATE = `import { migrateAsOwner } from '#platform/db/open-databases.ts'; await migrateAsOwner(JSON.parse(process.env.WOTU_TEST_OWNER));`;

const whole = await createTestDatabase();
const opened: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const close of opened) await close();
});

async function emptyDatabase(): Promise<Connection> {
  const { owner, close } = await createEmptyDatabase();
  opened.push(close);
  return owner;
}

const applied = (connection: Connection) =>
  onOneConnection(connection, async (client) => {
    const { rows } = await client.query<{ there: string | null }>("select to_regclass('schema_migrations') as there");
    return rows[0]?.there ? ((await client.query('select from schema_migrations')).rowCount ?? 0) : 0;
  });

/** @param killAfter how many migrations it may finish and how many milliseconds after them the kill comes */
async function migrateInProcess(connection: Connection, killAfter?: { count: number; ms: number }): Promise<number | null> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', MIGRATE], {
    env: { ...process.env, WOTU_TEST_OWNER: JSON.stringify(connection) },
    stdio: 'ignore',
  });
  const gone = new Promise<number | null>((resolve) => child.on('close', resolve));
  if (killAfter) {
    while (child.exitCode === null && (await applied(connection)) < killAfter.count) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, killAfter.ms));
    child.kill('SIGKILL');
  }
  return gone;
}

/** Tables, columns, constraints and indexes, and what the application's roles may do. */
async function stateOf(connection: Connection): Promise<unknown> {
  const rights = await onOneConnection(connection, async (client) => {
    const { rows } =
      await client.query(`select c.relname, (select array_agg(a::text order by a::text) from unnest(c.relacl) a where a::text like 'wotu_%') as rights
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S') order by 1`);
    return rows as { relname: string; rights: string[] | null }[];
  });
  return { schema: await describeSchema(connection), rights };
}

/** A client whose connection breaks right after so many migrations are committed: a moment that chance seldom hits. */
async function migrateUntil(connection: Connection, count: number): Promise<void> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  let commits = 0;
  const breaking = {
    async query(text: string, values?: unknown[]) {
      const result = await client.query(text, values);
      if (text === 'commit' && ++commits === count) await client.end();
      return result;
    },
  } as unknown as pg.ClientBase;
  await expect(migrate(breaking)).rejects.toThrow(/closed/i);
}

it('gives the rights together with the last migration', async () => {
  const connection = await emptyDatabase();
  await migrateUntil(connection, (await readMigrations()).length);
  expect(await migrateInProcess(connection)).toBe(0);
  expect(await stateOf(connection)).toEqual(await stateOf(whole.ownerConnection));
});

it(
  'goes on where it was killed, to the same tables and the same rights',
  async () => {
    const all = (await readMigrations()).length;
    const drawn = fc.sample(fc.record({ count: fc.integer({ min: 0, max: all }), ms: fc.integer({ min: 0, max: 30 }) }), { numRuns: KILLS, seed: SEED });
    const wanted = await stateOf(whole.ownerConnection);
    const wrong: unknown[] = [];
    let stopped = 0;
    for (const moment of drawn) {
      const connection = await emptyDatabase();
      await migrateInProcess(connection, moment);
      if ((await applied(connection)) < all) stopped += 1;
      const code = await migrateInProcess(connection);
      const found = await stateOf(connection);
      if (code !== 0 || JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push({ moment, code });
    }
    noteFigure({
      promise: 'a migration that was killed is made up for by the next start',
      tried: 'kills (SIGKILL) of the migrating process',
      n: KILLS,
      wrong: wrong.length,
    });
    expect(stopped).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  },
  timeLimit(90),
);
