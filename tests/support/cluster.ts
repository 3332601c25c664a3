import type pg from 'pg';
import type { Connection } from '#platform/db/database.ts';
import { onOneConnection } from '#platform/db/one-connection.ts';

/** Servers that keep shards. Each database of the tests lies on all of them under the same name. */
export interface Cluster {
  /** the one that is asked; it keeps the tables that every node has, and no shards unless it is alone */
  coordinator: Node;
  workers: Node[];
}

interface Node {
  host: string;
  port: number;
  connectionString: string;
}

/** How long a database may take to be left by the engine's own processes. */
const LEFT_MS = 60_000;
const IN_USE = '55006';

/** The nodes that its database `postgres` knows, where the extension is; nothing on any other server. */
export async function findCluster(connectionString: string): Promise<Cluster | undefined> {
  return asked(connectionString, async (client) => {
    const { rowCount } = await client.query(`select from pg_extension where extname = 'citus'`);
    if (!rowCount) return undefined;
    const { rows } = await client.query<{ host: string; port: number; group: number }>(
      `select nodename as host, nodeport as port, groupid as "group" from pg_dist_node where noderole = 'primary' order by groupid`,
    );
    const nodes = rows.map(({ host, port }) => ({ host, port, connectionString: at(connectionString, { host, port }) }));
    const first = rows.findIndex(({ group }) => group === 0);
    const coordinator = nodes[first];
    if (!coordinator) throw new Error('the coordinator does not know its own address: select citus_set_coordinator_host(…) in its database postgres');
    return { coordinator, workers: nodes.filter((node) => node !== coordinator) };
  });
}

/** Makes an empty database of the cluster on all its nodes. */
export async function createOnAllNodes({ coordinator, workers }: Cluster, name: string): Promise<void> {
  for (const node of [coordinator, ...workers]) {
    await asked(node.connectionString, (client) => client.query(`drop database if exists ${name} with (force)`));
    await asked(node.connectionString, (client) => client.query(`create database ${name}`));
    await asked(at(node.connectionString, { database: name }), (client) => client.query('create extension citus'));
  }
  await asked(at(coordinator.connectionString, { database: name }), async (client) => {
    await client.query('select citus_set_coordinator_host($1, $2)', [coordinator.host, coordinator.port]);
    for (const { host, port } of workers) await client.query('select citus_add_node($1, $2)', [host, port]);
    if (workers.length === 0) await client.query(`select citus_set_node_property($1, $2, 'shouldhaveshards', true)`, [coordinator.host, coordinator.port]);
  });
}

/** A database is copied from a template that nobody is connected to, and the engine's own processes come back wherever they may. */
export async function closeToAll({ coordinator, workers }: Cluster, name: string): Promise<void> {
  for (const node of [coordinator, ...workers]) {
    await asked(node.connectionString, async (client) => {
      // between nodes the roles of the requests sign in themselves
      for (const role of ['wotu_app', 'wotu_portal']) await client.query(`alter role ${role} login`);
      await client.query(`alter database ${name} allow_connections false`);
      await client.query('select pg_terminate_backend(pid, $2) from pg_stat_activity where datname = $1', [name, LEFT_MS]);
    });
  }
}

export async function copyOnAllNodes({ coordinator, workers }: Cluster, name: string, template: string): Promise<void> {
  await Promise.all(
    [coordinator, ...workers].map((node) => asked(node.connectionString, (client) => client.query(`create database ${name} template ${template}`))),
  );
}

/** One node after the other: the coordinator's own processes still ask the workers' databases until its own is gone. */
export async function dropOnAllNodes({ coordinator, workers }: Cluster, name: string): Promise<void> {
  for (const node of [coordinator, ...workers]) {
    await asked(node.connectionString, async (client) => {
      const deadline = Date.now() + LEFT_MS;
      const drop = (): Promise<unknown> =>
        client.query(`drop database if exists ${name} with (force)`).catch((error: { code?: string }) => {
          if (error.code !== IN_USE || Date.now() > deadline) throw error;
          return new Promise((resolve) => setTimeout(resolve, 100)).then(drop);
        });
      await drop();
    });
  }
}

function at(connectionString: string, { host, port, database }: { host?: string; port?: number; database?: string }): string {
  const url = new URL(connectionString);
  if (host !== undefined) url.hostname = host;
  if (port !== undefined) url.port = String(port);
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

function asked<T>(connectionString: Connection['connectionString'] & string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return onOneConnection({ connectionString }, work);
}
