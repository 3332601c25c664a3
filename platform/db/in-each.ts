/**
 * For rows that may lie in several districts: one district after the other, in ascending order, so that two who lock the same wait for each
 * other. A distributed engine locks rows of one shard at a time, and asked of several districts at once it asks several shards. Nearly always
 * it is one district.
 */
export async function inEach<T>(districts: readonly number[], ask: (district: number) => Promise<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for (const district of [...new Set(districts)].sort((one, other) => one - other)) found.push(...(await ask(district)));
  return found;
}
