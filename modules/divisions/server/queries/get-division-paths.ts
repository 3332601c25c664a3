import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { findDivisionsAt } from '../division-memory.ts';
import { type Division, levelOfNumber } from '../division-store.ts';

/** Sizes of the ranges above a community: township, county, city, province. */
const SPANS = [1e3, 1e6, 1e8, 1e10];

export interface DivisionPath {
  key: number;
  name: string;
  shortName: string;
  /** spoken names from the province down to the division itself; the groupings 市辖区 and 县 of municipalities are left out */
  path: string[];
}

/**
 * Names with their paths for many divisions, past or present, in one round trip. Names repeat (平顶山 has twelve 张庄),
 * so a person is always shown the path.
 * @param onDay names as they were on that day; today's if absent
 * @param edition of the tree (`readTreeEdition`): with it, what is remembered of today's names is not read again
 */
export async function getDivisionPaths(db: Database | Transaction, keys: readonly number[], onDay?: Day, edition?: number): Promise<Map<number, DivisionPath>> {
  const lines = new Map(keys.map((key) => [key, lineOf(key)]));
  const wanted = [...new Set([...lines.values()].flat())];
  const byKey = onDay === undefined && edition !== undefined ? await findDivisionsAt(db, wanted, edition) : await readStates(db, wanted, onDay);
  const paths = new Map<number, DivisionPath>();
  for (const [key, line] of lines) {
    const own = byKey.get(key);
    if (!own) continue;
    const path: string[] = [];
    for (const ancestor of line) {
      const one = byKey.get(ancestor);
      if (one && (one.key === key || one.level !== 'city' || one.counted)) path.push(one.shortName);
    }
    paths.set(key, { key, name: own.name, shortName: own.shortName, path });
  }
  return paths;
}

type Named = Pick<Division, 'key' | 'level' | 'name' | 'shortName' | 'counted'>;

async function readStates(db: Database | Transaction, wanted: readonly number[], onDay: Day | undefined): Promise<Map<number, Named>> {
  const { rows } = await sql<{ key: number; level: number; name: string; short_name: string; counted: boolean }>`
    select d.key, d.level, coalesce(v.name, d.name) as name, coalesce(v.short_name, d.short_name) as short_name, coalesce(v.counted, d.counted) as counted
    from divisions d
    left join lateral (
      select name, short_name, counted from division_versions where key = d.key and until_on > ${onDay ?? null}::date order by until_on limit 1
    ) v on true
    where d.key = any(${[...wanted]}::bigint[])`.execute(db);
  return new Map(rows.map(({ key, level, name, short_name: shortName, counted }) => [key, { key, level: levelOfNumber(level), name, shortName, counted }]));
}

/** The keys a division may lie in, from the province down, and itself. */
function lineOf(key: number): number[] {
  if (key === NATION_KEY) return [key];
  const above = SPANS.map((span) => key - (key % span)).reverse();
  return [...new Set([...above, key])];
}
