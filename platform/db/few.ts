/**
 * Short lists in a statement. PostgreSQL takes a list that comes as one array to have ten elements when it weighs a plan for any values against
 * one for these: for one or two it always thought the plan of the day cheaper, and planned such a statement anew each time, at several times the
 * cost of carrying it out. Up to `FEW` are written one by one, which makes so many texts of a statement; more go in as arrays.
 */
import { type RawBuilder, sql } from 'kysely';

const FEW = 4;
const CASTS = { int: sql.raw('int'), bigint: sql.raw('bigint'), smallint: sql.raw('smallint') };

/** `column in (…)`. */
export function isOneOf(column: RawBuilder<unknown>, keys: readonly number[], type: 'int' | 'bigint' | 'smallint'): RawBuilder<boolean> {
  const cast = CASTS[type];
  if (keys.length > FEW || keys.length === 0) return sql<boolean>`${column} = any(${[...keys]}::${cast}[])`;
  return sql<boolean>`${column} in (${sql.join(keys.map((key) => sql`${key}::${cast}`))})`;
}

/** Ranges of divisions as rows (low, high), for `from`. */
export function rangeRows(ranges: readonly { from: number; to: number }[]): RawBuilder<unknown> {
  if (ranges.length > FEW || ranges.length === 0) return sql`unnest(${ranges.map(({ from }) => from)}::bigint[], ${ranges.map(({ to }) => to)}::bigint[])`;
  return sql`(values ${sql.join(ranges.map(({ from, to }) => sql`(${from}::bigint, ${to}::bigint)`))})`;
}
