import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';

/** An id is the district of birth × 10^9 + a number. */
const NUMBERS = 1_000_000_000;

/** Where records live today: the district of their birth, which the id carries, unless their division has moved since. */
export async function districtsOfRecords(db: Database | Transaction, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ record_id: number; district: number }>`
    select record_id, district from division_moved_records where record_id = any(${[...ids]}::bigint[])`.execute(db);
  const moved = new Map(rows.map((row) => [row.record_id, row.district]));
  return new Map(ids.map((id) => [id, moved.get(id) ?? Math.floor(id / NUMBERS)]));
}
