/**
 * Tables whose rows live at a division. When divisions move, merge or split, their rows follow: `div` and `district`
 * become today's, `recorded_div` and the id stay. Modules name their tables; the division operations move the rows.
 */
import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { type Moved, noteMoved } from '../db/moved-records.ts';
import { noteWhereabouts, type SubjectKind } from '../db/whereabouts.ts';

export interface LocatedTable {
  /** a table with columns `district` and `div` */
  table: string;
  /** Chinese name of the register, for people */
  label: string;
  /** rows of other tables that belong to a record: their `column` holds its `id`, their `district` is the record's */
  followers?: readonly FollowingTable[];
  /** rows that lie where a record of a register lies: their `column` holds its id; they move when it moves by itself */
  liesWith?: { register: string; column: string };
  /** columns with whom or what a row is about, who is looked for anywhere (`whereabouts.ts`) */
  about?: readonly AboutColumn[];
  /** other columns that name divisions: a bigint, or with `list` a bigint[] */
  references?: readonly { column: string; list?: boolean }[];
}

export interface AboutColumn {
  column: string;
  kind: SubjectKind;
  /** only of rows that say this in another column */
  where?: { column: string; is: string };
}

interface FollowingTable {
  table: string;
  column: string;
  about?: readonly AboutColumn[];
}

/** From the key of a closed division to the key of today's. No key stands on both sides. */
export type DivisionMoves = ReadonlyMap<number, number>;

export interface RehomedRows {
  /** rows whose division or references changed, by table */
  rows: Map<string, number>;
  /** districts of rows that only refer to a moved division */
  referringDistricts: number[];
}

/** How many rows live at each of these divisions themselves, by table. */
export async function countRowsAt(tx: Transaction, tables: readonly LocatedTable[], keys: readonly number[]): Promise<Map<string, number>> {
  const districts = districtsOf(keys);
  const counts = new Map<string, number>();
  for (const { table } of tables) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} where district = any(${districts}::int[]) and div = any(${keys}::bigint[])`.execute(tx);
    counts.set(table, rows[0]?.count ?? 0);
  }
  return counts;
}

/** Moves the rows of every table. A district is never updated but inserted anew and deleted (Citus), followers with it. */
export async function rehomeRows(tx: Transaction, tables: readonly LocatedTable[], moves: DivisionMoves): Promise<RehomedRows> {
  const near = [...moves].filter(([from, to]) => districtOf(from) === districtOf(to));
  const far = [...moves].filter(([from, to]) => districtOf(from) !== districtOf(to));
  const result: RehomedRows = { rows: new Map(), referringDistricts: [] };
  for (const located of tables) {
    const updated = await updateNear(tx, located.table, near);
    const carried = await carryFar(tx, located, far);
    const referring = await updateReferences(tx, located, [...moves]);
    result.referringDistricts.push(...referring);
    result.rows.set(located.table, updated + carried + referring.length);
  }
  return result;
}

type Pairs = readonly (readonly [from: number, to: number])[];

function districtOf(key: number): number {
  return Math.floor(key / 1e6);
}

function districtsOf(keys: readonly number[]): number[] {
  return [...new Set(keys.map(districtOf))];
}

function pairsTable(pairs: Pairs) {
  return sql`unnest(${pairs.map(([from]) => from)}::bigint[], ${pairs.map(([, to]) => to)}::bigint[]) as pair (source, target)`;
}

async function updateNear(tx: Transaction, table: string, pairs: Pairs): Promise<number> {
  if (pairs.length === 0) return 0;
  const districts = districtsOf(pairs.map(([from]) => from));
  const result = await sql`
    update ${sql.table(table)} as located set div = pair.target from ${pairsTable(pairs)}
    where located.div = pair.source and located.district = any(${districts}::int[])`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
}

async function carryFar(tx: Transaction, located: LocatedTable, pairs: Pairs): Promise<number> {
  if (pairs.length === 0) return 0;
  const columns = await columnsOf(tx, located.table);
  const rest = columns.filter((column) => column !== 'district' && column !== 'div');
  const districts = districtsOf(pairs.map(([from]) => from));
  const table = sql.table(located.table);
  const inserted = await sql<CarriedRow>`
    insert into ${table} (district, div, ${namesOf(rest)})
    select (pair.target / 1000000)::int, pair.target, ${namesOf(rest, 'located')} from ${table} as located join ${pairsTable(pairs)} on located.div = pair.source
    where located.district = any(${districts}::int[])
    returning ${returned(columns, located.about)}`.execute(tx);
  await sql`delete from ${table} where district = any(${districts}::int[]) and div = any(${pairs.map(([from]) => from)}::bigint[])`.execute(tx);
  const records = await noteCarried(tx, inserted.rows, located.about);
  for (const follower of located.followers ?? []) await carryFollowers(tx, follower, districts, records);
  return inserted.rows.length;
}

async function carryFollowers(tx: Transaction, follower: FollowingTable, from: readonly number[], records: readonly Moved[]): Promise<void> {
  if (records.length === 0) return;
  const columns = await columnsOf(tx, follower.table);
  const rest = columns.filter((column) => column !== 'district');
  const table = sql.table(follower.table);
  const column = sql.ref(`following.${follower.column}`);
  const moved = sql`unnest(${records.map((record) => record.id)}::bigint[], ${records.map((record) => record.district)}::int[]) as moved (id, district)`;
  const { rows } = await sql<CarriedRow>`
    insert into ${table} (district, ${namesOf(rest)})
    select moved.district, ${namesOf(rest, 'following')} from ${table} as following join ${moved} on ${column} = moved.id
    where following.district = any(${from}::int[]) and following.district <> moved.district
    returning ${returned(columns, follower.about)}`.execute(tx);
  await noteCarried(tx, rows, follower.about);
  await sql`
    delete from ${table} as following using ${moved}
    where ${column} = moved.id and following.district = any(${from}::int[]) and following.district <> moved.district`.execute(tx);
}

interface CarriedRow {
  district: number;
  id?: number;
  [about: string]: unknown;
}

function returned(columns: readonly string[], about: readonly AboutColumn[] = []) {
  return namesOf(['district', ...(columns.includes('id') ? ['id'] : []), ...about.flatMap(({ column, where }) => (where ? [column, where.column] : [column]))]);
}

/** Whoever has the id of a carried row, or looks for somebody whom it is about, finds it where it is now. @returns those with an id */
async function noteCarried(tx: Transaction, rows: readonly CarriedRow[], about: readonly AboutColumn[] = []): Promise<Moved[]> {
  const records = rows.flatMap(({ id, district }) => (id === undefined ? [] : [{ id, district }]));
  await noteMoved(tx, records);
  await noteAbout(tx, rows, about);
  return records;
}

/** Where rows are from now on, for whoever looks for those whom they are about. */
export async function noteAbout(tx: Transaction, rows: readonly CarriedRow[], about: readonly AboutColumn[] = []): Promise<void> {
  const subjects = about.flatMap(({ column, kind, where }) =>
    rows
      .filter((row) => where === undefined || row[where.column] === where.is)
      .flatMap(({ district, [column]: key }) => (typeof key === 'number' || typeof key === 'string' ? [{ kind, key, district }] : [])),
  );
  await noteWhereabouts(tx, subjects);
}

/** @returns the district of every row changed */
async function updateReferences(tx: Transaction, located: LocatedTable, pairs: Pairs): Promise<number[]> {
  const districts: number[] = [];
  for (const { column, list } of located.references ?? []) {
    const name = sql.ref(column);
    const held = sql.ref(`located.${column}`);
    const { rows } = list
      ? await sql<{ district: number }>`
          update ${sql.table(located.table)} as located set ${name} = (
            select array_agg(coalesce(pair.target, held.key) order by held.place)
            from unnest(${held}) with ordinality as held (key, place) left join ${pairsTable(pairs)} on pair.source = held.key)
          where ${held} && ${pairs.map(([from]) => from)}::bigint[] returning located.district`.execute(tx)
      : await sql<{ district: number }>`
          update ${sql.table(located.table)} as located set ${name} = pair.target from ${pairsTable(pairs)} where ${held} = pair.source returning located.district`.execute(
          tx,
        );
    districts.push(...rows.map((row) => row.district));
  }
  return districts;
}

async function columnsOf(tx: Transaction, table: string): Promise<string[]> {
  const { rows } = await sql<{ column_name: string }>`
    select column_name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`.execute(tx);
  return rows.map((row) => row.column_name);
}

function namesOf(columns: readonly string[], table?: string) {
  return sql.join(columns.map((column) => sql.ref(table ? `${table}.${column}` : column)));
}
