/** Conditions on `divisions_published_units`, which stands as `u` unless said. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#shared/day.ts';

const CITY = 2;
/** Above the most that lie below one division of the nation. */
export const MOST_BELOW = 1000;

export const inForce = (day: Day): RawBuilder<boolean> =>
  sql<boolean>`((u.valid_from is null or u.valid_from <= ${day}::date) and (u.valid_to is null or u.valid_to > ${day}::date))`;

/** Groupings such as 市辖区, which nobody lives in by name, are stepped over. */
export const isShell = (table: string): RawBuilder<boolean> => sql<boolean>`(${sql.ref(`${table}.level`)} = ${CITY} and not ${sql.ref(`${table}.counted`)})`;
