import { sql, type RawBuilder } from 'kysely';
import { DATA_CLASS_NAMES, type DataClass } from '#shared/data-class.ts';
import { districtOf, isOfWholeDistricts, isWithin, type KeyRange, onlyDistrict } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Actor } from './actor.ts';
import { accessErrors } from './errors.ts';

/** Many ranges as rows of the same statement: alias of something with `district`, `low` and `high`, each range within that district. */
export interface RangesInRows {
  rows: string;
  /** if all of them are within this one */
  district?: number | undefined;
}

/**
 * The one row predicate: rows whose home division lies in the range. Used by lists, counts, searches, statistics,
 * exports and pickers alike, so that none can show more than another.
 * @param table alias of a table with `district` and `div`
 */
export function inRange(range: KeyRange | RangesInRows, table: string): RawBuilder<boolean> {
  const { district, div } = placeOf(table);
  if ('rows' in range) {
    const of = (column: string) => sql.ref(`${range.rows}.${column}`);
    return sql<boolean>`(${district} = ${of('district')} and ${div} >= ${of('low')} and ${div} < ${of('high')} ${inOneDistrict(range, table)})`;
  }
  const [first, last] = [districtOf(range.from), districtOf(range.to - 1)];
  // said outright of one district: a distributed engine asks its shard alone
  const districts = first === last ? sql`${district} = ${first}` : sql`${district} >= ${first} and ${district} <= ${last}`;
  // what the districts already say is not said again: the planner would take it for a second, independent narrowing and expect a thousandth
  if (isOfWholeDistricts(range)) return sql<boolean>`(${districts})`;
  return sql<boolean>`(${districts} and ${div} >= ${range.from} and ${div} < ${range.to})`;
}

/**
 * ` and ` the one district of a range, if it is one: said of every table of a statement, a distributed engine asks that shard alone. It
 * does not conclude it of what is joined by district.
 */
export function inOneDistrict(range: KeyRange | RangesInRows, table: string): RawBuilder<unknown> {
  const one = 'rows' in range ? range.district : onlyDistrict([districtOf(range.from), districtOf(range.to - 1)]);
  return one === undefined ? NOTHING : sql`and ${placeOf(table).district} = ${one}`;
}

const NOTHING = sql``;

/** Made once for each alias: every statement has them. */
const places = new Map<string, Record<'district' | 'div', RawBuilder<unknown>>>();

function placeOf(table: string): Record<'district' | 'div', RawBuilder<unknown>> {
  const known = places.get(table) ?? { district: sql.ref(`${table}.district`), div: sql.ref(`${table}.div`) };
  places.set(table, known);
  return known;
}

/** The range both ranges share; an empty range when they do not touch. */
export function intersect(one: KeyRange, other: KeyRange): KeyRange {
  const from = Math.max(one.from, other.from);
  return { from, to: Math.max(from, Math.min(one.to, other.to)) };
}

/** The one question of rights: the verb, over this class of data. Where (`inRange`, `requireWithin`) is asked apart. */
export function can(actor: Actor, permission: string, dataClass?: DataClass): boolean {
  if (actor.grants.has('*')) return true;
  const classes = actor.grants.get(permission);
  return classes !== undefined && (dataClass === undefined || classes.has(dataClass));
}

/** @throws PERMISSION_MISSING without the verb, DATA_CLASS_MISSING with the verb over other data only */
export function requirePermission(actor: Actor, permission: string, dataClass?: DataClass): void {
  if (!can(actor, permission)) throw refuse(accessErrors.PERMISSION_MISSING, { permission });
  if (dataClass !== undefined && !can(actor, permission, dataClass))
    throw refuse(accessErrors.DATA_CLASS_MISSING, { permission, class: DATA_CLASS_NAMES[dataClass] });
}

/** Refuses like an absent record, so that nobody learns what lies outside. @throws RECORD_NOT_FOUND */
export function requireWithin(actor: Actor, div: number): void {
  if (!isWithin(div, actor.range)) throw refuse(accessErrors.RECORD_NOT_FOUND);
}
