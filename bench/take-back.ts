import { sql } from 'kysely';
import { productRegisters } from '#apps/server/registers.ts';
import { inTransaction } from '#platform/db/database.ts';
import { WRITTEN_BARE } from './bare-writes.ts';
import type { Nation } from './open-nation.ts';
import { FOUNDED } from './request-questions.ts';

const CITY_DISTRICTS = 100;

/**
 * Takes out of a city what founding organizations left there, through the product and beside it, and counts its districts anew: a community
 * with thousands of them would be what is measured next. The entries of the trail stay; they are chained.
 * @param city its key @returns how many
 */
export async function takeBack({ context }: Nation, city: number): Promise<number> {
  const first = city / 1e6;
  const { factSets = [] } = productRegisters.byRegister.get('organizations') ?? {};
  return inTransaction(context.platform.db, async (tx) => {
    const { rows } = await sql<{ id: number; district: number }>`
      delete from organizations where district >= ${first} and district < ${first + CITY_DISTRICTS}
        and (name like ${`${FOUNDED}%`} or name like ${`${WRITTEN_BARE}%`}) returning id, district`.execute(tx);
    if (rows.length === 0) return 0;
    await sql`delete from record_versions where register = 'organizations' and record_id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(tx);
    const districts = [...new Set(rows.map(({ district }) => district))];
    await context.platform.facts.changed(tx, { sets: factSets, districts, today: context.today });
    return rows.length;
  });
}
