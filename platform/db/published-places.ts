/**
 * Where something published lies, for the role of the public pages: it may ask about an id or a code that somebody has, and cannot see where
 * anything else lies. So a public page asks one shard, as the offices do (`moved-records.ts`, `whereabouts.ts`).
 */
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { birthDistrictOf } from './record-ids.ts';
import { NOWHERE } from './whereabouts.ts';

/**
 * A published record by its id: looked for at the district of birth, then where it moved to. For a record that never moved that is one look.
 * What is absent and what is not published are looked for twice alike: `look` reads a view, which shows what is published.
 */
export async function findWherePublished<T>(portalDb: Database, id: number, look: (district: number) => Promise<T | undefined>): Promise<T | undefined> {
  const born = birthDistrictOf(id);
  const found = await look(born);
  if (found !== undefined) return found;
  const { rows } = await sql<{ district: number | null }>`select where_it_moved(${id}::bigint) as district`.execute(portalDb);
  return look(rows[0]?.district ?? born);
}

/** The districts to ask about a code that somebody typed or scanned; nowhere for one that nobody gave, which is asked for all the same. */
export async function districtsOfCode(portalDb: Database, code: string): Promise<number[]> {
  const { rows } = await sql<{ districts: number[] }>`select whereabouts_of_code(${code}) as districts`.execute(portalDb);
  return somewhere(rows[0]?.districts);
}

/** What the database said of places, for a statement. */
export function somewhere(districts: readonly number[] | undefined): number[] {
  return districts === undefined || districts.length === 0 ? [NOWHERE] : [...districts];
}
