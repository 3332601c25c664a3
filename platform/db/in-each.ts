import type { QueryResult } from 'kysely';
import type { Database, Transaction } from './database.ts';
import { isDistributed } from './is-distributed.ts';

/**
 * For rows that may lie in several districts: one district after the other, in ascending order, so that two who lock the same wait for each
 * other. A distributed engine locks rows of one shard at a time, and asked of several districts at once it asks several shards. Nearly always
 * it is one district.
 */
export async function inEach<T>(districts: readonly number[], ask: (district: number) => Promise<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for (const district of inOrder(districts)) found.push(...(await ask(district)));
  return found;
}

/** The same for changes that tell nothing but their number. @returns how many rows changed */
export async function changeInEach(districts: readonly number[], change: (district: number) => Promise<QueryResult<unknown>>): Promise<number> {
  let changed = 0n;
  for (const district of inOrder(districts)) changed += (await change(district)).numAffectedRows ?? 0n;
  return Number(changed);
}

/**
 * In as few statements as ask no several shards: one where one server holds all districts, one for each where they may lie on several. None for
 * no district, of which a distributed engine would ask every shard.
 */
export async function inFewest<T>(
  db: Database | Transaction,
  districts: readonly number[],
  ask: (districts: readonly number[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const named = [...new Set(districts)];
  if (named.length > 1 && (await isDistributed(db))) return inEach(named, (district) => ask([district]));
  return named.length === 0 ? [] : [...(await ask(named))];
}

function inOrder(districts: readonly number[]): number[] {
  return [...new Set(districts)].sort((one, other) => one - other);
}
