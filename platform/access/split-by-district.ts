import { sql } from 'kysely';
import type { Database, Transaction } from '../db/database.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import { intersect } from './jurisdiction.ts';

const SPAN = 1_000_000;

/**
 * A range in parts of one district each, ascending: for changes that go from one to the next, so that a distributed engine is asked of one
 * shard at a time. Besides counties these are the districts of cities and provinces themselves, and those that are no more.
 */
export async function splitByDistrict(db: Database | Transaction, range: KeyRange): Promise<KeyRange[]> {
  if (districtOf(range.from) === districtOf(range.to - 1)) return [range];
  const { rows } = await sql<{ district: number }>`
    select distinct (key / 1000000)::int as district from divisions_published_units where key >= ${range.from} and key < ${range.to} order by district`.execute(
    db,
  );
  return rows.map(({ district }) => intersect(range, { from: district * SPAN, to: (district + 1) * SPAN }));
}
