import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { onOneConnection } from '#platform/db/one-connection.ts';
import { migrateAsOwner } from '#platform/db/open-databases.ts';
import type { Connection } from '#platform/db/database.ts';
import { joinEmbeddedServer } from '#platform/embedded-postgres/embedded-server.ts';
import { type Cluster, closeToAll, createOnAllNodes, findCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    server: Connection;
    /** where the server is the coordinator of a distributed engine */
    cluster: Cluster | undefined;
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
    const templateUrl = `${url.replace(/\/[^/]*$/, '')}/wotu_template`;
    const cluster = await findCluster(url);
    await (cluster ? makeDistributedTemplate(cluster, templateUrl) : makeTemplate({ connectionString: url }, templateUrl));
    project.provide('server', { connectionString: url });
    project.provide('cluster', cluster);
    return async () => undefined;
  }
  const server = await joinEmbeddedServer(folder, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=120']);
  await makeTemplate(server.connection('postgres'));
  project.provide('server', server.connection('postgres'));
  project.provide('cluster', undefined);
  return () => server.leave();
}

async function makeTemplate(server: Connection, templateUrl?: string): Promise<void> {
  await onOneConnection(server, async (client) => {
    await client.query('drop database if exists wotu_template');
    await client.query('create database wotu_template');
  });
  await migrateAsOwner(templateUrl ? { connectionString: templateUrl } : { ...server, database: 'wotu_template' });
}

async function makeDistributedTemplate(cluster: Cluster, templateUrl: string): Promise<void> {
  await createOnAllNodes(cluster, 'wotu_template');
  await migrateAsOwner({ connectionString: templateUrl });
  await closeToAll(cluster, 'wotu_template');
}
