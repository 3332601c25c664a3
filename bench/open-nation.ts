/** A database with the whole nation in it: made at the first run, taken up again by later ones. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { createProductFacts } from '#apps/server/facts.ts';
import type { DB } from '#database/types.ts';
import { keepFailingUnits } from '#modules/indicators/server/public.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { VOLUNTEER_ID_NUMBER, VOLUNTEER_PHONE } from '#modules/volunteers/server/personal.ts';
import { loadPlanFile } from '#modules/plans/server/public.ts';
import { systemActor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { DEFAULT_SIGN_IN_SETTINGS } from '#platform/config/sign-in-settings.ts';
import { createPersonalDataCipher } from '#platform/crypto/personal-data-cipher.ts';
import { createDemonstrationMessages } from '#platform/notify/demonstration-messages.ts';
import { createDiskStorage } from '#platform/files/disk-storage.ts';
import { createFiles } from '#platform/files/files.ts';
import { NO_SCANNER } from '#platform/files/virus-scanner.ts';
import { createOutgoing } from '#platform/outgoing/outgoing.ts';
import { type Connection, createPool } from '#platform/db/database.ts';
import { namedStatements } from '#platform/db/named-statements.ts';
import { migrateAsOwner } from '#platform/db/open-databases.ts';
import { joinEmbeddedServer } from '#platform/embedded-postgres/embedded-server.ts';
import { fillNation, type NationSizes } from './fill-nation.ts';
import { StatementRecorder } from './recorded-statements.ts';

export const PLAN = 'bench-nation-2021';
export const NOW = '2026-11-21T04:00:00.000Z';

export interface NationOptions {
  /** folder of the embedded server */
  folder: string;
  /** a PostgreSQL server instead, with an empty database */
  server?: string | undefined;
  /** province and city codes, or all */
  scope: readonly string[] | 'all';
  organizationsPerCommunity: number;
  activitiesPerCommunity?: number;
  volunteersPerCommunity?: number;
  say(line: string): void;
}

export interface Nation {
  context: Context;
  recorder: StatementRecorder;
  connection: Connection;
  close(): Promise<void>;
}

/** Two cores: a quarter of a small server's memory for the cache, no waiting for the disk while filling. */
const SETTINGS = [
  'shared_buffers=2GB',
  'work_mem=64MB',
  'maintenance_work_mem=512MB',
  'max_wal_size=8GB',
  'max_connections=40',
  'jit=off',
  'random_page_cost=1.1',
  'effective_cache_size=8GB',
];

export async function openNation(options: NationOptions): Promise<Nation> {
  const nation = await openDatabase(options);
  await fillOnce(nation.context, nation.connection, options);
  return nation;
}

/** The database as it is, empty at first, with everything a use case needs around it. */
export async function openDatabase(options: Pick<NationOptions, 'folder' | 'server'>): Promise<Nation> {
  const engine = options.server ? undefined : await joinEmbeddedServer(path.resolve(options.folder), SETTINGS);
  const connection: Connection = options.server ? { connectionString: options.server } : await databaseOf(engine?.connection('postgres') ?? {});
  await migrateAsOwner(connection);
  const recorder = new StatementRecorder();
  const pool = createPool({ ...connection, role: 'wotu_app' });
  recorder.watch(pool);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: namedStatements(pool) }) });
  const now = new Date(NOW);
  const context: Context = {
    platform: {
      db,
      portalDb: db,
      clock: { now: () => now },
      cipher: createPersonalDataCipher(Buffer.alloc(32, 1)),
      facts: createProductFacts(),
      files: createFiles({ storage: createDiskStorage(path.join(options.folder, 'files')), scanner: NO_SCANNER }),
      outgoing: createOutgoing({ allowed: new Set() }),
      signIn: DEFAULT_SIGN_IN_SETTINGS,
      messages: createDemonstrationMessages(
        async () => false,
        () => undefined,
      ),
      identities: new Map(),
    },
    actor: systemActor('system:cli'),
    now,
    today: NOW.slice(0, 10),
    requestId: 'bench',
    origin: 'bench',
  };
  return {
    context,
    recorder,
    connection,
    async close() {
      await db.destroy();
      await engine?.leave();
    },
  };
}

async function databaseOf(server: Connection): Promise<Connection> {
  await asOwner(server, async (client) => {
    const { rowCount } = await client.query(`select from pg_database where datname = 'nation'`);
    if (!rowCount) await client.query('create database nation');
  });
  return { ...server, database: 'nation' };
}

/** Activities in the proportion of the demonstration data, and no volunteers, unless said. */
function sizesOf({ platform: { cipher } }: Context, options: NationOptions): NationSizes {
  const sealed = { idNumber: cipher.encrypt('410402197001010021', VOLUNTEER_ID_NUMBER), phone: cipher.encrypt('13800138000', VOLUNTEER_PHONE) };
  const { organizationsPerCommunity: organizations, activitiesPerCommunity: activities = 1.75, volunteersPerCommunity: volunteers = 0 } = options;
  return { organizations, activities, volunteers, sealed };
}

async function fillOnce(context: Context, connection: Connection, options: NationOptions): Promise<void> {
  const { rows } = await sql`select from organizations limit 1`.execute(context.platform.db);
  if (rows.length === 0) {
    await step(options, 'divisions', () => loadDivisions(context, { scope: options.scope }));
    await step(options, 'all registers', () =>
      asOwner(connection, (one) => asOwner(connection, (other) => fillNation([one, other], sizesOf(context, options), options.say))),
    );
  }
  const text = await readFile(new URL('nation-plan.yaml', import.meta.url), 'utf8');
  await step(options, 'plan loaded, every figure counted', () => loadPlanFile(context, 'nation-plan.yaml', text));
  // a folder that an older edition filled is counted again
  await step(options, 'counters of this edition', () => keepFailingUnits(context));
  await asOwner(connection, (client) => client.query('vacuum analyze'));
}

export async function step(options: Pick<NationOptions, 'say'>, name: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  options.say(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

export async function asOwner<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
