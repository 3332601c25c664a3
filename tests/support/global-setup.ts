import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateAsOwner } from '#platform/db/open-databases.ts';
import type { Connection } from '#platform/db/database.ts';
import { joinEmbeddedServer } from '#platform/embedded-postgres/embedded-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    server: Connection;
    /** removed after the run */
    folder: string;
  }
}

/** One server for the whole run with a migrated template; each test file clones it. `WOTU_TEST_SERVER` names another server. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-test-'));
  project.provide('folder', folder);
  const leave = await provideServer(project, folder);
  return async () => {
    await leave();
    await rm(folder, { recursive: true, force: true });
  };
}

/** @returns how to leave it */
async function provideServer(project: TestProject, folder: string): Promise<() => Promise<void>> {
  const url = process.env['WOTU_TEST_SERVER'];
  if (url) {
    const connection: Connection = { connectionString: url };
    await makeTemplate(connection, `${url.replace(/\/[^/]*$/, '')}/wotu_template`);
    project.provide('server', connection);
    return async () => undefined;
  }
  const server = await joinEmbeddedServer(folder, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=120']);
  await makeTemplate(server.connection('postgres'));
  project.provide('server', server.connection('postgres'));
  return () => server.leave();
}

async function makeTemplate(server: Connection, templateUrl?: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query('drop database if exists wotu_template');
  await client.query('create database wotu_template');
  await client.end();
  await migrateAsOwner(templateUrl ? { connectionString: templateUrl } : { ...server, database: 'wotu_template' });
}
