/** The tree as the public pages show it, through the role of those pages: today's places, each with the way down to it. */
import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { type DivisionLevel, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { levelOfNumber } from '../division-store.ts';
import { inForce, isShell, MOST_BELOW } from '../published-units.ts';

export interface PublicPlaceLine {
  key: number;
  level: DivisionLevel;
  name: string;
  shortName: string;
  /** small enough to list what is in it: a county, or a city without counties, or below */
  isNear: boolean;
}

export interface PublicPlace extends PublicPlaceLine {
  range: KeyRange;
  /** from the province down to the place itself; empty for the nation */
  path: PublicPlaceLine[];
}

export interface UnitRow {
  key: number;
  level: number;
  name: string;
  shortName: string;
  alsoCounty: boolean;
}

const COUNTY = 3;
const COLUMNS = sql.raw('u.key, u.level, u.name, u.short_name as "shortName", u.also_county as "alsoCounty"');

export const lineOf = ({ key, level, name, shortName, alsoCounty }: UnitRow): PublicPlaceLine => ({
  key,
  level: levelOfNumber(level),
  name,
  shortName,
  isNear: level >= COUNTY || alsoCounty,
});

/** @returns undefined for what is no place today */
export async function findPublicPlace(portalDb: Database, key: number, today: Day): Promise<PublicPlace | undefined> {
  const { rows } = await sql<UnitRow & { isShell: boolean }>`
    with recursive line as (
      select u.key, u.parent from divisions_published_units u where u.key = ${key} and ${inForce(today)}
      union all
      select u.key, u.parent from line l join divisions_published_units u on u.key = l.parent
    )
    select ${COLUMNS}, ${isShell('u')} as "isShell" from line join divisions_published_units u on u.key = line.key order by u.level`.execute(portalDb);
  const own = rows.at(-1);
  if (!own) return undefined;
  const line = lineOf(own);
  const path = rows.filter((row) => row.level > 0 && (row.key === key || !row.isShell)).map(lineOf);
  return { ...line, range: rangeOf(key, line.level), path };
}

/** What lies directly below a place, by key. */
export async function listPublicPlaces(portalDb: Database, key: number, today: Day): Promise<PublicPlaceLine[]> {
  const { rows } = await sql<UnitRow>`
    select ${COLUMNS} from divisions_published_units u where u.parent = ${key} and not ${isShell('u')} and ${inForce(today)}
    union all
    select ${COLUMNS} from divisions_published_units s join divisions_published_units u on u.parent = s.key
    where s.parent = ${key} and ${isShell('s')} and ${inForce(today)}
    order by key limit ${MOST_BELOW}`.execute(portalDb);
  return rows.map(lineOf);
}
