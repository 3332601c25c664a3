/**
 * Builds the copy that gathers the rows of all shards on one server, and lets changes flow into it (ADR 0160). Always anew: a copy holds nothing
 * that its installation does not have.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { refuse } from '#shared/errors.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { LOCK_NUMBERS } from '../db/lock-numbers.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import { onOneConnection } from '../db/one-connection.ts';
import { type CopiedTable, listCopiedTables } from './copied-tables.ts';
import { ageOfCopy } from './copy-age.ts';
import { COPY_TABLE, IDENTITY, newestMigration, PLACEMENT } from './copy-state.ts';
import { replicaErrors } from './errors.ts';
import { openForRows, replaceOnArrival } from './prepare-copy.ts';
import { carry, freeSlots, publish, readNodes, subscribe, unsubscribe } from './subscriptions.ts';

const { escapeIdentifier: quoted } = pg;

export interface GatherOptions {
  /** of the owner, at the coordinator; the nodes are reached with the same login, from the copy's server too */
  coordinatorUrl: string;
  /** of somebody who may make subscriptions, at an empty database or an earlier copy */
  copyUrl: string;
  say: (line: string) => void;
}

export interface Gathered {
  tables: number;
  rows: number;
  /** slots of an earlier copy that a node still has */
  leftSlots: string[];
  /** whether what was committed on the nodes meanwhile has come */
  isFollowing: boolean;
}

const FORBIDDEN = '42501';
/** A subscription begins some seconds after it was made, then brings what has queued up. */
const FOLLOWS_WITHIN_MS = 120_000;

/** @throws NO_SHARDS_TO_GATHER, CHANGES_NOT_KEPT, OF_ANOTHER_VERSION, COPY_HOLDS_DATA, GATHER_UNDER_WAY, COPY_SORTS_OTHERWISE */
export async function gatherCopy(options: GatherOptions): Promise<Gathered> {
  const built = await build(options);
  return { ...built, isFollowing: await isFollowing(options) };
}

function build({ coordinatorUrl, copyUrl, say }: GatherOptions): Promise<Omit<Gathered, 'isFollowing'>> {
  return onOneConnection({ connectionString: coordinatorUrl }, (coordinator) =>
    onOneConnection({ connectionString: copyUrl }, async (copy) => {
      await requireChanges(coordinator);
      await requireThisVersion(coordinator);
      await requireEmptyOrCopy(copy);
      await requireSameOrder(coordinator, copy);
      const tables = await listCopiedTables(coordinator);
      say('正在准备副本的数据表……');
      await keepPasswordsOutOfTheLog(copy);
      const nodes = await readNodes(coordinator, coordinatorUrl, copy);
      const forgotten = await unsubscribe(copy);
      await freeSlots(nodes);
      await clear(copy, coordinator);
      await migrate(copy);
      const indexes = await openForRows(copy, tables);
      await publish(coordinator, tables);
      const subscriptions = await subscribe(copy, nodes);
      say(`正在把 ${tables.length} 张表的内容汇集过来，数据多时需要几分钟到几十分钟……`);
      let rows = 0;
      for (const table of tables) rows += await fill(coordinator, copy, table);
      say('正在建立索引……');
      for (const index of indexes) await copy.query(index);
      await replaceOnArrival(copy, tables);
      await copy.query('analyze');
      await carry(copy, subscriptions);
      await copy.query(`update ${COPY_TABLE} set filled_at = now()`);
      return { tables: tables.length, rows, leftSlots: forgotten.filter((slot) => !nodes.some((node) => node.slot === slot)) };
    }),
  );
}

async function requireChanges(coordinator: pg.ClientBase): Promise<void> {
  const { rowCount } = await coordinator.query(`select from pg_extension where extname = 'citus'`);
  if (!rowCount) throw refuse(replicaErrors.NO_SHARDS_TO_GATHER);
  const { rows } = await coordinator.query<{ node: string }>(
    `select n.nodename || ':' || n.nodeport as node
    from run_command_on_all_nodes($$select current_setting('wal_level') || ' ' || current_setting('citus.enable_change_data_capture')$$) r
      join pg_dist_node n using (nodeid) where r.result <> 'logical on' order by 1`,
  );
  if (rows.length > 0) throw refuse(replicaErrors.CHANGES_NOT_KEPT, { nodes: rows.map(({ node }) => node).join('、') });
}

/** The tables of the copy are made by this program: what is put into them must be of the same version. */
async function requireThisVersion(coordinator: pg.ClientBase): Promise<void> {
  const { rows: tables } = await coordinator.query<{ there: boolean }>(`select to_regclass('public.schema_migrations') is not null as there`);
  const { rows } = tables[0]?.there ? await coordinator.query<{ name: string }>('select name from schema_migrations') : { rows: [] };
  const applied = new Set(rows.map(({ name }) => name));
  const migrations = await readMigrations();
  if (applied.size !== migrations.length || migrations.some(({ name }) => !applied.has(name))) throw refuse(replicaErrors.OF_ANOTHER_VERSION);
}

/** Marks written now come, and so does everything before them. */
async function isFollowing({ coordinatorUrl, copyUrl }: GatherOptions): Promise<boolean> {
  const [primary, copy] = [coordinatorUrl, copyUrl].map((connectionString) => openDatabase({ connectionString, max: 2 })) as [Database, Database];
  try {
    const { catchUp } = ageOfCopy(primary, copy, FOLLOWS_WITHIN_MS);
    for (const deadline = performance.now() + FOLLOWS_WITHIN_MS; performance.now() < deadline; ) if (await catchUp?.()) return true;
    return false;
  } finally {
    await Promise.all([primary.destroy(), copy.destroy()]);
  }
}

/** A statement that fails is logged with its text, and so would be the address that a subscription is made with. */
async function keepPasswordsOutOfTheLog(copy: pg.ClientBase): Promise<void> {
  for (const setting of [`log_statement = 'none'`, `log_min_error_statement = 'panic'`, 'log_min_duration_statement = -1'])
    await copy.query(`set ${setting}`).catch((error: { code?: string }) => {
      // of PostgreSQL 16 on somebody else than a superuser may make subscriptions, and may not say what is logged
      if (error.code !== FORBIDDEN) throw error;
    });
}

/** Whatever is there is thrown away: it must be a copy, or nothing, and nobody else be at it until this connection ends. */
async function requireEmptyOrCopy(copy: pg.ClientBase): Promise<void> {
  const { rows: locks } = await copy.query<{ got: boolean }>(`select pg_try_advisory_lock(${LOCK_NUMBERS.gather}) as got`);
  if (locks[0]?.got !== true) throw refuse(replicaErrors.GATHER_UNDER_WAY);
  const { rows } = await copy.query<{ isCopy: boolean; tables: number; isShards: boolean }>(
    `select to_regclass('public.${COPY_TABLE}') is not null as "isCopy",
      exists (select 1 from pg_extension where extname = 'citus') as "isShards",
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema') as tables`,
  );
  const [found] = rows;
  if (!found || found.isShards || (!found.isCopy && found.tables > 0)) throw refuse(replicaErrors.COPY_HOLDS_DATA);
}

/** Words that no two rules of order put in the same order: upper and lower case, signs, digits, Chinese by code and by sound. */
const WORDS = ['a', 'B', 'b', 'A', 'ä', 'z', '-c', 'c', '10', '9', '２', '（甲）', '乙', '甲', '啊', '一'];

/** Lists go on where a page ended, which another server may have given: what stands before it must be the same on both. */
async function requireSameOrder(coordinator: pg.ClientBase, copy: pg.ClientBase): Promise<void> {
  const orderOf = async (server: pg.ClientBase) => {
    const { rows } = await server.query<{ order: string }>(`select string_agg(word, ' ' order by word) as order from unnest($1::text[]) as word`, [WORDS]);
    return rows[0]?.order;
  };
  if ((await orderOf(coordinator)) !== (await orderOf(copy))) throw refuse(replicaErrors.COPY_SORTS_OTHERWISE);
}

async function clear(copy: pg.ClientBase, coordinator: pg.ClientBase): Promise<void> {
  const { rows: schemas } = await copy.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
  );
  for (const { name } of schemas) await copy.query(`drop schema ${quoted(name)} cascade`);
  await copy.query('create schema public');
  // first of all, so that a copy that was given up half-way is known for one
  await copy.query(
    `create table ${COPY_TABLE} (head boolean primary key default true check (head), migration text not null, source text not null, placement text not null, begun_at timestamptz not null default now(), filled_at timestamptz)`,
  );
  const { rows } = await coordinator.query<{ source: string; placement: string }>(`select ${IDENTITY} as source, ${PLACEMENT} as placement`);
  const [here] = rows;
  await copy.query(`insert into ${COPY_TABLE} (migration, source, placement) values ($1, $2, $3)`, [await newestMigration(), here?.source, here?.placement]);
}

/** Each table as it stands when its turn comes; what happens meanwhile waits on the nodes and comes afterwards. */
async function fill(coordinator: pg.ClientBase, copy: pg.ClientBase, { name, columns, isPartitioned }: CopiedTable): Promise<number> {
  const listed = columns.map(quoted).join(', ');
  // a question is gathered on the coordinator's disk before its first row leaves; of parts there is no other way
  const rows = isPartitioned ? `(select ${listed} from ${quoted(name)})` : `${quoted(name)} (${listed})`;
  await copy.query(`alter table ${quoted(name)} disable trigger user`);
  const from = coordinator.query(copyTo(`copy ${rows} to stdout`));
  const into = copy.query(copyFrom(`copy ${quoted(name)} (${listed}) from stdin`));
  await pipeline(Readable.from(from, { objectMode: false }), into);
  return into.rowCount;
}
