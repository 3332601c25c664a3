import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { lineOf, type PublicPlaceLine, type UnitRow } from './public-places.ts';
import { searchDivisions } from './search-divisions.ts';

const MOST_FOUND = 20;
/** From the province to the street: a key's ancestors are the key with zeros at the end. */
const SPANS = [1e10, 1e8, 1e6, 1e3];

export interface FoundPlace extends PublicPlaceLine {
  /** names from the province down to the place itself */
  path: string[];
}

/** Places that somebody may mean by a name, names from above to below, or pinyin; best first, at most 20. Through the role of the public pages. */
export async function searchPublicPlaces(portalDb: Database, today: Day, query: string): Promise<FoundPlace[]> {
  const keys = await searchDivisions(portalDb, { query, range: rangeOf(NATION_KEY, 'nation'), limit: MOST_FOUND });
  if (keys.length === 0) return [];
  const wanted = [...new Set(keys.flatMap((key) => lineKeys(key)))];
  const { rows } = await sql<UnitRow & { counted: boolean }>`
    select u.key, u.level, u.name, u.short_name as "shortName", u.also_county as "alsoCounty", u.counted from divisions_published_units u
    where u.key = any(${wanted}::bigint[]) and (u.valid_from is null or u.valid_from <= ${today}::date) and (u.valid_to is null or u.valid_to > ${today}::date)`.execute(
    portalDb,
  );
  const units = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => {
    const own = units.get(key);
    if (!own || isGrouping(own)) return [];
    const path = lineKeys(key).flatMap((above) => {
      const unit = units.get(above);
      return unit && (above === key || !isGrouping(unit)) ? [unit.shortName] : [];
    });
    return [{ ...lineOf(own), path }];
  });
}

function lineKeys(key: number): number[] {
  return [...new Set([...SPANS.map((span) => key - (key % span)), key])].filter((each) => each !== NATION_KEY);
}

/** 市辖区 and the like, which nobody lives in by name. */
function isGrouping({ level, counted }: UnitRow & { counted: boolean }): boolean {
  return level === 2 && !counted;
}
