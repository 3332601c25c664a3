import { getDivisionPaths, listUnits } from '#modules/divisions/server/public.ts';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { spanOf } from '#engines/indicators/world.ts';

export interface NamedDivision {
  key: number;
  name: string;
  /** 平顶山 / 新华 / 曙光街 */
  path: string;
  level: DivisionLevel;
}

/** Names with paths, since names repeat; as they were on a day, or today's. @param edition of the tree, where it was asked beside something else */
export async function describeDivisions(db: Database, keys: readonly number[], onDay?: Day, edition?: number): Promise<Map<number, NamedDivision>> {
  const paths = await getDivisionPaths(db, [...new Set(keys)], onDay, edition);
  return new Map([...paths].map(([key, found]) => [key, { key, name: found.shortName, path: found.path.join(' / '), level: levelByZeros(key) }]));
}

const BELOW: Record<DivisionLevel, readonly DivisionLevel[]> = {
  nation: ['province'],
  province: ['city', 'county'],
  city: ['county', 'township'],
  county: ['township'],
  township: ['community'],
  community: [],
};

/** The divisions directly below, in today's tree or in that of a day, whatever their level: a province has cities and counties, some cities have townships. */
export async function listChildUnits(db: Database, key: number, onDay?: Day): Promise<NamedDivision[]> {
  const level = levelByZeros(key);
  const units = (await listUnits(db, { range: level === 'nation' ? rangeOf(key, 'nation') : spanOf(key), levels: BELOW[level], onDay: onDay ?? null })).filter(
    (unit) => unit.parent === key,
  );
  const names = await getDivisionPaths(
    db,
    units.map((unit) => unit.key),
    onDay,
  );
  return units.map((unit) => ({
    key: unit.key,
    name: names.get(unit.key)?.shortName ?? '',
    path: (names.get(unit.key)?.path ?? []).join(' / '),
    level: unit.level,
  }));
}

function levelByZeros(key: number): DivisionLevel {
  if (key === 0) return 'nation';
  const levels: readonly [number, DivisionLevel][] = [
    [1e10, 'province'],
    [1e8, 'city'],
    [1e6, 'county'],
    [1e3, 'township'],
  ];
  return levels.find(([size]) => key % size === 0)?.[1] ?? 'community';
}
