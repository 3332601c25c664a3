import pg from 'pg';
import type { PartitionStart, TableStart } from './archive-format.ts';

/** Written by the migrations themselves. */
const OWN_TABLE = 'schema_migrations';

const TABLES = `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '${OWN_TABLE}'
  group by c.relname order by c.relname`;

const REFERENCES = `select distinct conrelid::regclass::text as child, confrelid::regclass::text as parent
  from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`;

/** All tables of the product with their stored columns, referenced ones before those that refer to them. */
export async function listTables(client: pg.ClientBase): Promise<TableStart[]> {
  const tables = await client.query<TableStart>(TABLES);
  const references = await client.query<{ child: string; parent: string }>(REFERENCES);
  const parents = Map.groupBy(references.rows, (row) => row.child);
  const waiting = new Map(tables.rows.map((table) => [table.name, table]));
  const ordered: TableStart[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ name }) => !(parents.get(name) ?? []).some(({ parent }) => waiting.has(parent)));
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`);
    for (const table of ready) waiting.delete(table.name);
    ordered.push(...ready);
  }
  return ordered;
}

/** The parts of partitioned tables, as SQL makes them: they must stand before rows go in. */
export async function listPartitions(client: pg.ClientBase): Promise<PartitionStart[]> {
  const { rows } =
    await client.query<PartitionStart>(`select p.relname as table, c.relnamespace::regnamespace::text as schema, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
    where p.relnamespace = 'public'::regnamespace and p.relkind = 'p' and c.relkind = 'r' order by 1, 2, 3`);
  return rows;
}

export async function listSequences(client: pg.ClientBase): Promise<{ name: string; value: number; isCalled: boolean }[]> {
  const names = await client.query<{ name: string }>(`select sequencename as name from pg_sequences where schemaname = 'public' order by 1`);
  const sequences = [];
  for (const { name } of names.rows) {
    const state = await client.query<{ last_value: string; is_called: boolean }>(`select last_value, is_called from ${pg.escapeIdentifier(name)}`);
    sequences.push({ name, value: Number(state.rows[0]?.last_value), isCalled: state.rows[0]?.is_called === true });
  }
  return sequences;
}
