import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { listStoredDistricts } from '../figure-store.ts';
import { listMeasures } from '../measure-store.ts';
import { recountDistricts } from './recount-districts.ts';

const ALL_DISTRICTS = 1e6;

/**
 * Recounts the measures of a database that was filled before counters held their failing units, district by district. Nothing
 * is wrong without it: such districts are judged again whenever somebody asks. @idempotent
 * @returns how many measures keep their failing units now and did not before
 */
export async function keepFailingUnits(context: Context): Promise<number> {
  const { db, facts } = context.platform;
  const ids = (await listMeasures(db)).filter((measure) => !measure.keepsFailingUnits).map((measure) => measure.id);
  if (ids.length === 0) return 0;
  for (const district of await listStoredDistricts(db, ids, 0, ALL_DISTRICTS))
    await inTransaction(db, (tx) => recountDistricts(tx, facts, { districts: [district], measureIds: ids }));
  await sql`update measures set keeps_failing_units = true where id = any(${ids}::int[])`.execute(db);
  return ids.length;
}
