import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Connection, type Database, openDatabase } from '#platform/db/database.ts';
import { onOneConnection } from '#platform/db/one-connection.ts';
import { copyOnAllNodes, createOnAllNodes, dropOnAllNodes } from './cluster.ts';

const IN_USE = '55006';

export interface TestDatabase {
  /** as the application's own role */
  db: Database;
  /** as the role of the public pages */
  portal: Database;
  /** as the owner, for looking behind the application's back */
  owner: Database;
  /** the owner's connection, for what opens one itself (backup, restore) */
  ownerConnection: Connection;
  name: string;
  /** drops it; a database made by `createTestDatabase` is dropped after its test file anyway */
  close(): Promise<void>;
}

const portals = new WeakMap<Database, Database>();

/** The role of the public pages in the database that `db` is open on as the application. */
export function portalOf(db: Database): Database | undefined {
  return portals.get(db);
}

/** A fresh migrated database for one test file, dropped after it. Call it at the top level or in `beforeAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const database = await cloneTestDatabase('wotu_template');
  afterAll(() => database.close());
  return database;
}

/** A copy of a database, to be closed by the caller. @param template name of one that nobody is connected to */
export async function cloneTestDatabase(template: string): Promise<TestDatabase> {
  const name = `wotu_${randomUUID().replaceAll('-', '')}`;
  await asServer(async (client) => {
    // cloning fails while another file clones the same template; take turns
    await client.query('select pg_advisory_lock(4711)');
    const cluster = inject('cluster');
    await (cluster ? copyOnAllNodes(cluster, name, template) : client.query(`create database ${name} template ${template}`));
  });
  const connection = connectionOf(name);
  const db = openDatabase({ ...connection, role: 'wotu_app' });
  const portal = openDatabase({ ...connection, role: 'wotu_portal', max: 2 });
  const owner = openDatabase({ ...lookingEverywhere(connection), max: 2 });
  portals.set(db, portal);
  const close = async () => {
    await db.destroy();
    await portal.destroy();
    await owner.destroy();
    await dropDatabase(name);
  };
  return { db, portal, owner, ownerConnection: connection, name, close };
}

/** A database without tables, to be dropped by the caller. */
export async function createEmptyDatabase(): Promise<{ name: string; owner: Connection; close(): Promise<void> }> {
  const name = `wotu_${randomUUID().replaceAll('-', '')}`;
  const cluster = inject('cluster');
  await (cluster ? createOnAllNodes(cluster, name) : asServer((client) => client.query(`create database ${name}`)));
  return { name, owner: connectionOf(name), close: () => dropDatabase(name) };
}

async function dropDatabase(name: string): Promise<void> {
  const cluster = inject('cluster');
  await (cluster ? dropOnAllNodes(cluster, name) : asServer((client) => drop(client, name)));
}

/** Not by force at once: force refuses to end an autovacuum worker, which an ordinary drop sends away. */
async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name}`).catch((error: { code?: string }) => {
    if (error.code !== IN_USE) throw error;
    return client.query(`drop database if exists ${name} with (force)`);
  });
}

/** A test that looks behind the application's back joins rows of different shards, which the product never does. */
function lookingEverywhere(connection: Connection): Connection {
  if (!inject('cluster') || !connection.connectionString) return connection;
  const url = new URL(connection.connectionString);
  url.searchParams.set('options', '-c citus.enable_repartition_joins=on');
  return { connectionString: url.href };
}

function connectionOf(name: string): Connection {
  const server = inject('server');
  if (!server.connectionString) return { ...server, database: name };
  const url = new URL(server.connectionString);
  url.pathname = `/${name}`;
  return { connectionString: url.href };
}

async function asServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  await onOneConnection(inject('server'), work);
}
