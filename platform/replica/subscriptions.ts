/** What carries changes from the nodes to a copy: two publications, one slot on each node, and as many subscriptions. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { CopiedTable } from './copied-tables.ts';

const { escapeIdentifier: quoted, escapeLiteral } = pg;
const OF_SHARDS = 'wotu_shards';
const OF_COORDINATOR = 'wotu_coordinator';
const PREFIX = 'wotu_copy_';

interface ClusterNode {
  host: string;
  port: number;
  group: number;
  hasShards: boolean;
}

/** The coordinator tells the workers. At once: another copy may read along, for which there must be no moment without. */
export async function publish(coordinator: pg.ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  await coordinator.query('begin');
  for (const [publication, isOnShards] of [
    [OF_SHARDS, true],
    [OF_COORDINATOR, false],
  ] as const) {
    const listed = tables
      .filter((table) => table.isOnShards === isOnShards)
      .map(({ name, columns, left }) => `${quoted(name)}${left.length > 0 ? ` (${columns.map(quoted).join(', ')})` : ''}`);
    await coordinator.query(`drop publication if exists ${publication}`);
    await coordinator.query(`create publication ${publication} for table ${listed.join(', ')} with (publish_via_partition_root)`);
  }
  await coordinator.query('commit');
}

/** Begins to keep changes for the copy on every node, without carrying them yet. @returns the subscriptions */
export async function subscribe(coordinator: pg.ClientBase, coordinatorUrl: string, copy: pg.ClientBase): Promise<string[]> {
  const suffix = await suffixOf(copy);
  const names: string[] = [];
  for (const { host, port, group, hasShards } of await nodesOf(coordinator)) {
    const publications = [...(group === 0 ? [OF_COORDINATOR] : []), ...(hasShards ? [OF_SHARDS] : [])];
    if (publications.length === 0) continue;
    const url = new URL(coordinatorUrl);
    Object.assign(url, { hostname: host, port: String(port) });
    const name = `${PREFIX}${suffix}_${group}`;
    await copy.query(
      `create subscription ${name} connection ${escapeLiteral(url.href)} publication ${publications.join(', ')} with (copy_data = false, enabled = false, create_slot = true)`,
    );
    names.push(name);
  }
  return names;
}

export async function carry(copy: pg.ClientBase, subscriptions: readonly string[]): Promise<void> {
  for (const name of subscriptions) await copy.query(`alter subscription ${name} enable`);
}

/** Ends what carried changes before. @returns slots that could not be removed because their node did not answer */
export async function unsubscribe(copy: pg.ClientBase): Promise<string[]> {
  const { rows } = await copy.query<{ name: string }>(
    `select subname as name from pg_subscription where subdbid = (select oid from pg_database where datname = current_database()) and subname like '${PREFIX}%'`,
  );
  const left: string[] = [];
  for (const { name } of rows) {
    await copy.query(`alter subscription ${quoted(name)} disable`);
    try {
      await copy.query(`drop subscription ${quoted(name)}`);
    } catch {
      await copy.query(`alter subscription ${quoted(name)} set (slot_name = none)`);
      await copy.query(`drop subscription ${quoted(name)}`);
      left.push(name);
    }
  }
  return left;
}

async function nodesOf(coordinator: pg.ClientBase): Promise<ClusterNode[]> {
  const { rows } = await coordinator.query<ClusterNode>(
    `select nodename as host, nodeport as port, groupid as "group", shouldhaveshards as "hasShards" from pg_dist_node where noderole = 'primary' order by groupid`,
  );
  return rows;
}

/** Names are of a whole server: two copies of one installation, and two installations on one server, have their own. */
async function suffixOf(copy: pg.ClientBase): Promise<string> {
  const { rows } = await copy.query<{ place: string }>(`select system_identifier::text || current_database() as place from pg_control_system()`);
  return createHash('sha256')
    .update(rows[0]?.place ?? '')
    .digest('hex')
    .slice(0, 10);
}
