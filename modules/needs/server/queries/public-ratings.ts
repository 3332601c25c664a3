/** How residents judged an organization, for the public pages, through the role of those pages. */
import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import type { PublicGroup } from '#platform/http/group-section.ts';
import { LEAST_RATINGS } from '../domain/wilson.ts';

export interface PublicRatings {
  /** judgements in all */
  ratings: number;
  /** of four or five stars; null while there are too few to say anything, and nobody is to be guessed from them */
  good: number | null;
}

/** @returns undefined when nobody has judged yet */
export async function findPublicRatings(portalDb: Database, { id, districts }: PublicGroup): Promise<PublicRatings | undefined> {
  const { rows } = await sql<{ ratings: number; good: number }>`
    select sum(r.ratings)::int as ratings, sum(r.good)::int as good from needs_published_ratings r
    where ${isOneOf(sql`r.district`, districts, 'int')} and r.organization_id = ${id} having sum(r.ratings) > 0`.execute(portalDb);
  const [row] = rows;
  return row && { ratings: row.ratings, good: row.ratings < LEAST_RATINGS ? null : row.good };
}
