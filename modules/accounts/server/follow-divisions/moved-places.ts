import { sql } from 'kysely';
import { findDivisions, getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { DivisionMoves } from '#platform/facts/located-tables.ts';

/** `(source, target)` of the moves, to join with. */
export function pairsOf(moves: DivisionMoves) {
  return sql`unnest(${[...moves.keys()]}::bigint[], ${[...moves.values()]}::bigint[]) as pair (source, target)`;
}

/** `(source, target, level)`: with the level of the heir. */
export async function heirsOf(tx: Transaction, moves: DivisionMoves) {
  const heirs = await findDivisions(tx, [...moves.values()]);
  const known = [...moves].flatMap(([source, target]) => {
    const level = heirs.get(target)?.level;
    return level ? [{ source, target, level }] : [];
  });
  return sql`unnest(${known.map(({ source }) => source)}::bigint[], ${known.map(({ target }) => target)}::bigint[], ${known.map(({ level }) => level)}::text[])
    as pair (source, target, level)`;
}

/** Six digits of each key: the column that indexes begin with. */
export function districtsAt(keys: Iterable<number>): number[] {
  return [...new Set([...keys].map((key) => Math.floor(key / 1e6)))];
}

/** Own names of divisions, closed ones too. */
export async function shortNames(tx: Transaction, keys: readonly number[]): Promise<(key: number) => string> {
  const paths = await getDivisionPaths(tx, keys);
  return (key) => paths.get(key)?.path.at(-1) ?? String(key);
}
