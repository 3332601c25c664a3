import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import { birthDistrictOf } from '#platform/db/record-ids.ts';
import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Tables of the shards whose rows have an id, and so are looked for by it. */
async function tablesWithIds(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.conrelid::regclass::text as name from pg_constraint c
    where c.contype = 'p' and c.connamespace = current_schema()::regnamespace
      and (select array_agg(a.attname order by a.attname) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) = '{district,id}'::name[]
    order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** Rows that nobody finds by their id: neither where it was born nor where the forwarding address leads. None is right. */
export async function strayRows(db: Database): Promise<string[]> {
  const tables = await tablesWithIds(db);
  if (tables.length < 40) throw new Error(`only ${tables.length} tables with ids were found`);
  const { rows: moved } = await sql<{ id: number; district: number }>`
    select record_id as id, to_district as district from moved_records where district = record_id / 1000000000`.execute(db);
  const addresses = new Map(moved.map(({ id, district }) => [id, district]));
  const isStray = ({ id, district }: { id: number; district: number }) => district !== (addresses.get(id) ?? birthDistrictOf(id));
  const stray: string[] = [];
  for (const table of tables) {
    const { rows } = await sql<{ id: number; district: number }>`select t.id, t.district from ${sql.table(table)} t`.execute(db);
    stray.push(...rows.filter(isStray).map(({ id, district }) => `${table} ${id} lies at ${district}`));
  }
  const { rows } = await sql<{ register: string; id: number; district: number }>`
    select distinct v.register, v.record_id as id, v.district from record_versions v`.execute(db);
  return [...stray, ...rows.filter(isStray).map(({ register, id }) => `history of ${register} ${id}`)];
}

/** Rows about somebody in districts where nobody who looks for them asks. None is right. */
export async function unknownWhereabouts(db: Database, tables: readonly LocatedTable[]): Promise<string[]> {
  const about = tables.flatMap(({ table, about: own = [], followers = [] }) => [
    ...own.map((one) => ({ table, ...one })),
    ...followers.flatMap((follower) => (follower.about ?? []).map((one) => ({ table: follower.table, ...one }))),
  ]);
  const { rows: noted } = await sql<{ subject: string; district: number }>`select subject, district from whereabouts`.execute(db);
  const known = new Set(noted.map(({ subject, district }) => `${subject} ${district}`));
  const unknown: string[] = [];
  for (const { table, column, kind, where } of about) {
    const key = sql.ref(`t.${column}`);
    const isHome = kind === 'record' ? sql`t.district = ${key}::bigint / 1000000000` : sql`false`;
    const { rows } = await sql<{ key: string; district: number }>`
      select distinct ${key}::text as key, t.district from ${sql.table(table)} t
      where ${key} is not null and ${where ? sql`${sql.ref(`t.${where.column}`)} = ${where.is}` : sql`true`} and not ${isHome}`.execute(db);
    const missing = rows.filter((row) => !known.has(`${kind} ${row.key} ${row.district}`));
    unknown.push(...missing.map((row) => `${table}: ${kind} ${row.key} at ${row.district}`));
  }
  return unknown;
}
