/** What carries changes from the nodes to a copy: two publications, one slot on each node, and as many subscriptions. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { onOneConnection } from '../db/one-connection.ts';
import type { CopiedTable } from './copied-tables.ts';
import { PUBLICATIONS } from './publications.ts';

const { escapeIdentifier: quoted, escapeLiteral } = pg;
const PREFIX = 'wotu_copy_';

/** A node whose changes the copy takes. */
export interface ChangingNode {
  /** with the owner's login */
  url: string;
  publications: string[];
  /** name of its slot, and of the subscription */
  slot: string;
}

/** The coordinator tells the workers. At once: another copy may read along, for which there must be no moment without. */
export async function publish(coordinator: pg.ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  await coordinator.query('begin');
  for (const [publication, isOnShards] of [
    [PUBLICATIONS.ofShards, true],
    [PUBLICATIONS.ofCoordinator, false],
  ] as const) {
    const listed = tables
      .filter((table) => table.isOnShards === isOnShards)
      .map(({ name, columns, left }) => `${quoted(name)}${left.length > 0 ? ` (${columns.map(quoted).join(', ')})` : ''}`);
    await coordinator.query(`drop publication if exists ${publication}`);
    await coordinator.query(`create publication ${publication} for table ${listed.join(', ')} with (publish_via_partition_root)`);
  }
  await coordinator.query('commit');
}

/** The coordinator for what is not distributed, and every node with shards; as the coordinator knows their addresses. */
export async function readNodes(coordinator: pg.ClientBase, coordinatorUrl: string, copy: pg.ClientBase): Promise<ChangingNode[]> {
  const suffix = await suffixOf(copy);
  const { rows } = await coordinator.query<{ host: string; port: number; group: number; hasShards: boolean }>(
    `select nodename as host, nodeport as port, groupid as "group", shouldhaveshards as "hasShards" from pg_dist_node where noderole = 'primary' order by groupid`,
  );
  return rows.flatMap(({ host, port, group, hasShards }) => {
    const publications = [...(group === 0 ? [PUBLICATIONS.ofCoordinator] : []), ...(hasShards ? [PUBLICATIONS.ofShards] : [])];
    const url = new URL(coordinatorUrl);
    Object.assign(url, { hostname: host, port: String(port) });
    return publications.length === 0 ? [] : [{ url: url.href, publications, slot: `${PREFIX}${suffix}_${group}` }];
  });
}

/** Slots of an earlier copy that could not be taken back then. Reaches every node, before anything of the copy is given up. */
export async function freeSlots(nodes: readonly ChangingNode[]): Promise<void> {
  for (const { url, slot } of nodes)
    await onOneConnection({ connectionString: url }, (node) =>
      node.query('select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active', [slot]),
    );
}

/** Begins to keep changes for the copy on every node, without carrying them yet. @returns the subscriptions */
export async function subscribe(copy: pg.ClientBase, nodes: readonly ChangingNode[]): Promise<string[]> {
  for (const { url, publications, slot } of nodes)
    await copy.query(
      `create subscription ${slot} connection ${escapeLiteral(url)} publication ${publications.join(', ')} with (copy_data = false, enabled = false, create_slot = true)`,
    );
  return nodes.map(({ slot }) => slot);
}

export async function carry(copy: pg.ClientBase, subscriptions: readonly string[]): Promise<void> {
  for (const name of subscriptions) await copy.query(`alter subscription ${name} enable`);
}

/** Ends what carried changes before. @returns those whose node did not answer, so that its slot stays there */
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

/** Names are of a whole server: two copies of one installation, and two installations on one server, have their own. */
async function suffixOf(copy: pg.ClientBase): Promise<string> {
  const { rows } = await copy.query<{ place: string }>(`select system_identifier::text || current_database() as place from pg_control_system()`);
  return createHash('sha256')
    .update(rows[0]?.place ?? '')
    .digest('hex')
    .slice(0, 10);
}
