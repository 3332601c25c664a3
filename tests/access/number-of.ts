import type { sql } from 'kysely';
import type { House } from './open-house.ts';

/** The one number a query gives. */
export async function numberOf(house: House, query: ReturnType<typeof sql<{ id: number }>>): Promise<number> {
  const id = (await query.execute(house.owner)).rows[0]?.id;
  if (id === undefined) throw new Error('not there');
  return id;
}
