import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { codeOf, DIVISION_LEVELS, type DivisionLevel } from '#shared/division-code.ts';
import { RandomSource } from '#shared/random-source.ts';

/** Codes of up to 200 random divisions per level, and of the district with the most organizations. */
export interface Places {
  byLevel: Record<DivisionLevel, string[]>;
  largestCounty: string;
}

const MOST = 200;

export async function choosePlaces({ platform: { db } }: Context): Promise<Places> {
  const random = new RandomSource(1);
  const byLevel: Places['byLevel'] = { nation: [], province: [], city: [], county: [], township: [], community: [] };
  for (const [number, level] of DIVISION_LEVELS.entries()) {
    const { rows } = await sql<{ key: number }>`select key from divisions where level = ${number} and valid_to is null and counted order by key`.execute(db);
    byLevel[level] = random
      .sample(
        rows.map((row) => row.key),
        MOST,
      )
      .map(codeOf);
  }
  const { rows } = await sql<{ district: number }>`select district from organizations group by district order by count(*) desc limit 1`.execute(db);
  return { byLevel, largestCounty: codeOf((rows[0]?.district ?? 0) * 1e6) };
}
