import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';

/** The first districts in which a measure changed within some days, both days included. */
export async function listFigureChanges(
  db: Database | Transaction,
  measureId: number,
  range: KeyRange,
  days: { from: Day; to: Day },
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ district: number }>`
    select distinct district from figure_days where measure_id = ${measureId} and day >= ${days.from}::date and day <= ${days.to}::date
      and ${inRange(range, 'figure_days')} order by district limit ${limit}`.execute(db);
  return rows.map((row) => row.district);
}
