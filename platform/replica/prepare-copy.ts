/**
 * Makes the tables of a copy what changes from several nodes can be written into. Rows are read from the tables while their changes already
 * queue up, so a change may come of which the row knows already: an inserted row takes the place of the one there, and between an older and a newer
 * state of two rows what must be unique need not be for a moment.
 */
import pg from 'pg';
import type { CopiedTable } from './copied-tables.ts';
import { COPY_TABLE } from './copy-state.ts';

const { escapeIdentifier: quoted, escapeLiteral } = pg;

/** Functions with the owner's rights that read what is copied, for the public pages. */
const ONLY_LOOK = ['where_it_moved', 'whereabouts_of_code', 'organizations_published_whereabouts'];

interface Index {
  table: string;
  name: string;
  constraint: string | null;
  definition: string;
}

/** Empties the tables of indexes and rights. @returns statements that make the indexes, for when the rows are there */
export async function openForRows(copy: pg.ClientBase, tables: readonly CopiedTable[]): Promise<string[]> {
  await dropReferences(copy);
  await closeToWriters(copy, tables);
  for (const table of tables) await leaveOut(copy, table);
  const { rows } = await copy.query<Index>(
    `select c.relname as table, i.relname as name, o.conname as constraint, pg_get_indexdef(x.indexrelid) as definition
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid left join pg_constraint o on o.conindid = x.indexrelid and o.contype in ('u', 'x')
    where c.relnamespace = 'public'::regnamespace and not x.indisprimary and c.relname = any($1) order by 1, 2`,
    [tables.map(({ name }) => name)],
  );
  for (const { table, name, constraint } of rows)
    await copy.query(constraint === null ? `drop index ${quoted(name)}` : `alter table ${quoted(table)} drop constraint ${quoted(constraint)}`);
  for (const { name } of tables.filter(({ isPartitioned }) => isPartitioned))
    await copy.query(`create table ${quoted(partOf(name))} partition of ${quoted(name)} default`);
  return rows.map(({ definition }) => definition.replace(/^create unique index/i, 'create index').replace(' ON ONLY ', ' ON '));
}

/** Columns that stay empty here may, and are weighed against no other. */
async function leaveOut(copy: pg.ClientBase, { name, left }: CopiedTable): Promise<void> {
  for (const column of left) await copy.query(`alter table ${quoted(name)} alter column ${quoted(column)} drop not null`);
  const { rows } = await copy.query<{ name: string }>(
    `select o.conname as name from pg_constraint o where o.conrelid = $1::regclass and o.contype = 'c'
      and o.conkey && (select coalesce(array_agg(attnum), '{}') from pg_attribute where attrelid = o.conrelid and attname = any($2))`,
    [quoted(name), left],
  );
  for (const { name: constraint } of rows) await copy.query(`alter table ${quoted(name)} drop constraint ${quoted(constraint)}`);
}

/** The one part of a table that has many on the shards. */
function partOf(name: string): string {
  return `${name}_copied`;
}

/** Rows come in the order of nodes, not of references; the installation has seen to them. */
async function dropReferences(copy: pg.ClientBase): Promise<void> {
  const { rows } = await copy.query<{ table: string; name: string }>(
    `select c.relname as table, o.conname as name from pg_constraint o join pg_class c on c.oid = o.conrelid
    where o.contype = 'f' and o.connamespace = 'public'::regnamespace and o.conparentid = 0`,
  );
  for (const { table, name } of rows) await copy.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
}

/** Nobody but the subscriptions writes here, and what is not copied is refused, not empty. */
async function closeToWriters(copy: pg.ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  await copy.query('revoke insert, update, delete, truncate on all tables in schema public from wotu_app, wotu_portal');
  const { rows } = await copy.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> all($1)`,
    [tables.map(({ name }) => name)],
  );
  for (const { name } of rows) await copy.query(`revoke all on ${quoted(name)} from wotu_app, wotu_portal`);
  await copy.query(`grant select on ${COPY_TABLE} to wotu_app, wotu_portal`);
  // functions with the owner's rights write, or tell of what is not here
  const { rows: functions } = await copy.query<{ name: string }>(
    `select oid::regprocedure::text as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and proname <> all($1)`,
    [ONLY_LOOK],
  );
  for (const { name } of functions) await copy.query(`revoke execute on function ${name} from public, wotu_app, wotu_portal`);
}

/** From now on a row that comes again takes its own place. What writes them looks names up nowhere. */
export async function replaceOnArrival(copy: pg.ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  for (const { name, isPartitioned } of tables) {
    const { rows } = await copy.query<{ column: string }>(
      `select a.attname as column from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey) where x.indrelid = $1::regclass and x.indisprimary`,
      [quoted(name)],
    );
    const key = rows.map(({ column }) => quoted(column));
    const replace = quoted(`replace_${name}`.slice(0, 63));
    await copy.query(
      `create function ${replace}() returns trigger language plpgsql as ${escapeLiteral(
        `begin delete from public.${quoted(name)} where ${key.map((column) => `${column} = new.${column}`).join(' and ')}; return new; end`,
      )}`,
    );
    const written = quoted(isPartitioned ? partOf(name) : name);
    await copy.query(`create trigger replace_on_arrival before insert on ${written} for each row execute function ${replace}()`);
    await copy.query(`alter table ${written} enable replica trigger replace_on_arrival`);
  }
}
