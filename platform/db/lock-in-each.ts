/**
 * Locks rows that may lie in several districts: one district after the other, in ascending order, so that two who lock the same wait for each
 * other. A distributed engine locks rows of one shard at a time. Nearly always it is one district.
 */
export async function lockInEach<T>(districts: readonly number[], lock: (district: number) => Promise<readonly T[]>): Promise<T[]> {
  const locked: T[] = [];
  for (const district of [...new Set(districts)].sort((one, other) => one - other)) locked.push(...(await lock(district)));
  return locked;
}
