/**
 * An id carries the district where its record was born; rows lie at the district where their record is now. Whoever moves a row to
 * another district leaves a forwarding address at the district of birth, so that a record is found by its id alone without asking every shard.
 */
import { sql } from 'kysely';
import type { Database, Transaction } from './database.ts';
import { isOneOf } from './few.ts';
import { inFewest } from './in-each.ts';
import { birthDistrictOf } from './record-ids.ts';

export interface Moved {
  id: number;
  /** where it lies from now on */
  district: number;
}

/** For whatever moves rows that have an id, in the transaction of the move. What comes home again needs no address. */
export async function noteMoved(tx: Transaction, records: readonly Moved[]): Promise<void> {
  const away = records.filter(({ id, district }) => birthDistrictOf(id) !== district);
  const home = records.filter(({ id, district }) => birthDistrictOf(id) === district);
  if (away.length > 0)
    await sql`
      insert into moved_records (district, record_id, to_district)
      select * from unnest(${away.map(({ id }) => birthDistrictOf(id))}::int[], ${away.map(({ id }) => id)}::bigint[], ${away.map(({ district }) => district)}::int[])
      on conflict (district, record_id) do update set to_district = excluded.to_district`.execute(tx);
  await forgetMoved(
    tx,
    home.map(({ id }) => id),
  );
}

/** For whatever erases records without leaving a history of them. */
export async function forgetMoved(tx: Transaction, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from moved_records where ${isOneOf(sql`district`, birthDistrictsOf(ids), 'int')} and record_id = any(${[...ids]}::bigint[])`.execute(tx);
}

/** Where records are looked for: at the district of their birth, unless there is an address. */
export async function districtsOfRecords(db: Database | Transaction, ids: readonly number[]): Promise<Map<number, number>> {
  const addresses = await addressesOf(db, ids);
  return new Map(ids.map((id) => [id, addresses.get(id) ?? birthDistrictOf(id)]));
}

/** A record that moves while it is looked for is looked for again, but not for ever. */
const MOST_MOVES = 4;

/**
 * One record by its id: looked for at the district of birth, then where it moved to, and again where it went meanwhile. For a record that never
 * moved that is one look. What is not found is looked for a second time though nothing says that it moved: absent takes as long as moved and
 * forbidden, so `look` must leave out what the caller may not see.
 */
export async function findWhereItLies<T>(db: Database | Transaction, id: number, look: (district: number) => Promise<T | undefined>): Promise<T | undefined> {
  const lookAt = async (districts: readonly number[]) => {
    const found = await look(districts[0] ?? 0);
    return found === undefined ? [] : [{ id, found }];
  };
  return (await findWhereTheyLie(db, [id], lookAt)).get(id)?.found;
}

/** Several at once, on a distributed engine one district after the other: those that are not at the districts of their birth are looked for where they moved to. Absent ones are left out. */
export async function findWhereTheyLie<T extends { id: number }>(
  db: Database | Transaction,
  ids: readonly number[],
  look: (districts: readonly number[], ids: readonly number[]) => Promise<readonly T[]>,
): Promise<Map<number, T>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const lookIn = (districts: readonly number[], some: readonly number[]) => inFewest(db, districts, (few) => look(few, some));
  const found = new Map((await lookIn(birthDistrictsOf(wanted), wanted)).map((row) => [row.id, row]));
  let missing = wanted.filter((id) => !found.has(id));
  let looked = new Map<number, number>();
  for (let moves = 0; moves < MOST_MOVES && missing.length > 0; moves += 1) {
    const addresses = await districtsOfRecords(db, missing);
    missing = missing.filter((id) => addresses.get(id) !== looked.get(id));
    if (missing.length === 0) break;
    const places = missing.map((id) => addresses.get(id) ?? birthDistrictOf(id));
    for (const row of await lookIn(places, missing)) found.set(row.id, row);
    missing = missing.filter((id) => !found.has(id));
    looked = addresses;
  }
  return found;
}

async function addressesOf(db: Database | Transaction, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const addresses = await inFewest(db, birthDistrictsOf(ids), async (districts) => {
    const { rows } = await sql<{ id: number; district: number }>`
      select record_id as id, to_district as district from moved_records where ${isOneOf(sql`district`, districts, 'int')} and ${isOneOf(sql`record_id`, ids, 'bigint')}`.execute(
      db,
    );
    return rows;
  });
  return new Map(addresses.map(({ id, district }) => [id, district]));
}

function birthDistrictsOf(ids: readonly number[]): number[] {
  return [...new Set(ids.map(birthDistrictOf))];
}
