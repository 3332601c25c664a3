import { sql } from 'kysely';
import type { Config } from '../config/config.ts';
import { joinEmbeddedServer } from '../embedded-postgres/embedded-server.ts';
import { type Connection, type Database, type DatabaseLimits, openDatabase } from './database.ts';
import { ENGINE_SETTINGS } from './engine-settings.ts';
import { migrate } from './migrate.ts';
import { onOneConnection } from './one-connection.ts';
import type { ReplicaDatabases } from '../replica/read-replica.ts';
import type { ServingLimits } from './serving-limits.ts';

const DATABASE_NAME = 'wotu';

/** The application's door to the data: migrated, and with the application's rights only. */
export interface OpenDatabases {
  application: Database;
  /** the public pages' door: sees what is published for them and nothing else */
  portal: Database;
  /** a standby for readings that may lag */
  replica: ReplicaDatabases | undefined;
  /** the application's rights over connections for background work of a server: straight to the engine, and with limits of its own */
  background: Database;
  /** connection of the owner, for restore and bulk maintenance */
  owner: Connection;
  appliedMigrations: string[];
  /** starts the embedded engine again whenever it is found dead; nothing for a server of its own. @returns stops watching */
  keepRunning(): () => Promise<void>;
  close(): Promise<void>;
}

/** The owner's door, without migrating: for restore. */
export interface OwnerAccess {
  owner: Connection;
  keepRunning(): () => Promise<void>;
  close(): Promise<void>;
}

/** Starts or joins the embedded engine and makes its database, or names the server of the settings. */
export async function openOwner(config: Config): Promise<OwnerAccess> {
  if (config.databaseUrl) return { owner: { connectionString: config.databaseUrl }, keepRunning: () => async () => undefined, close: async () => undefined };
  const engine = await joinEmbeddedServer(config.dataFolder, ENGINE_SETTINGS);
  try {
    await createDatabaseIfMissing(engine.connection('postgres'));
  } catch (error) {
    await engine.leave();
    throw error;
  }
  return { owner: engine.connection(DATABASE_NAME), keepRunning: () => engine.keepRunning(), close: () => engine.leave() };
}

/** Opens the embedded database or the server named by the settings, and brings it to this version. */
export async function openDatabases(config: Config, limits?: ServingLimits): Promise<OpenDatabases> {
  const { owner, close, keepRunning } = await openOwner(config);
  try {
    const appliedMigrations = await migrateAsOwner(owner);
    const login: Connection = config.applicationUrl ? { connectionString: config.applicationUrl } : { ...owner, role: 'wotu_app' };
    const application = openDatabase({
      ...login,
      watchedAs: 'application',
      max: config.databaseConnections,
      namedStatements: config.namedStatements,
      ...(limits ? { limits: limits.requests } : {}),
    });
    await refuseOwningLogin(application);
    const portal = openPortal(config, owner, limits?.requests);
    const replica = openReplica(config, login, limits?.requests);
    const background = limits ? openBackground(owner, limits.jobs) : application;
    return {
      application,
      background,
      portal,
      replica,
      owner,
      appliedMigrations,
      keepRunning,
      async close() {
        await replica?.primary.destroy();
        await replica?.application.destroy();
        await replica?.portal?.destroy();
        await portal.destroy();
        if (background !== application) await background.destroy();
        await application.destroy();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Few connections: a flood on the public pages takes none of the console's. */
const PORTAL_CONNECTIONS = 4;

function openPortal({ portalUrl, namedStatements }: Config, owner: Connection, limits: DatabaseLimits | undefined): Database {
  const login: Connection = portalUrl ? { connectionString: portalUrl } : { ...owner, role: 'wotu_portal' };
  return openDatabase({ ...login, watchedAs: 'portal', max: PORTAL_CONNECTIONS, namedStatements, ...(limits ? { limits } : {}) });
}

/** One job runs at a time, with a transaction and a question beside it. */
const JOB_CONNECTIONS = 3;

/** Past any pooler: that would put the limits of requests upon it. */
function openBackground(owner: Connection, limits: DatabaseLimits): Database {
  return openDatabase({ ...owner, role: 'wotu_app', watchedAs: 'jobs', max: JOB_CONNECTIONS, limits });
}

/** One measures each second, one waits for what somebody has just changed. */
const MEASURING_CONNECTIONS = 2;

/** The same rights as on the primary, by the same means: its own login, or the owner's that takes the role. */
function openReplica(config: Config, primary: Connection, limits: DatabaseLimits | undefined): ReplicaDatabases | undefined {
  const { replicaUrl, applicationUrl, databaseConnections, namedStatements } = config;
  if (replicaUrl === undefined) return undefined;
  const login: Connection = { connectionString: replicaUrl, ...(applicationUrl ? {} : { role: 'wotu_app' }) };
  const own = { namedStatements, ...(limits ? { limits } : {}) };
  const common = { watchedAs: 'replica', ...own };
  const portal = portalOfReplica(config, replicaUrl);
  return {
    primary: openDatabase({ ...primary, ...own, max: MEASURING_CONNECTIONS }),
    application: openDatabase({ ...login, ...common, max: databaseConnections }),
    portal: portal && openDatabase({ ...portal, ...common, watchedAs: 'replicaPortal', max: PORTAL_CONNECTIONS }),
  };
}

/** A standby has the logins of its primary: the public pages' own one at the standby's address. The application's cannot take their role. */
function portalOfReplica({ portalUrl, applicationUrl }: Config, replicaUrl: string): Connection | undefined {
  if (portalUrl === undefined) return applicationUrl === undefined ? { connectionString: replicaUrl, role: 'wotu_portal' } : undefined;
  const [url, { username, password }] = [new URL(replicaUrl), new URL(portalUrl)];
  Object.assign(url, { username, password });
  return { connectionString: url.href };
}

async function createDatabaseIfMissing(connection: Connection): Promise<void> {
  await onOneConnection(connection, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE_NAME]);
    if (!rowCount) await client.query(`create database ${DATABASE_NAME}`);
  }).catch((error: { code?: string }) => {
    // two processes may create it at the same moment
    if (error.code !== '42P04') throw error;
  });
}

/** Runs the missing migrations with the owner's login. */
export function migrateAsOwner(owner: Connection): Promise<string[]> {
  return onOneConnection(owner, migrate);
}

/** A login that owns the tables could switch off the audit trail. @throws when the application's role owns a table */
async function refuseOwningLogin(application: Database): Promise<void> {
  const owned = await sql<{ count: number }>`select count(*)::int as count from pg_tables where schemaname = 'public' and tableowner = current_user`.execute(
    application,
  );
  if ((owned.rows[0]?.count ?? 0) > 0) throw new Error('应用程序的数据库账号不能拥有数据表，请为它另设一个账号（见 README 的“使用 PostgreSQL 服务器”）。');
}
