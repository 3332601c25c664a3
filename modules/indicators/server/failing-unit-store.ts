import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { type FailingList, isSameList } from './domain/failing-list.ts';

/** The failing units kept with the counters of districts, by district and measure. */
export async function readFailing(
  db: Database | Transaction,
  districts: readonly number[],
  ids: readonly number[],
): Promise<Map<number, Map<number, FailingList>>> {
  const { rows } = await sql<{ measure_id: number; district: number; divs: number[]; begins: Day[]; ends: string[] }>`
    select measure_id, district, divs, begins, ends::text[] as ends from figure_failing_units
    where district = any(${[...districts]}::int[]) and measure_id = any(${[...ids]}::int[])`.execute(db);
  const byDistrict = Map.groupBy(rows, (row) => row.district);
  return new Map(
    [...byDistrict].map(([district, here]) => [district, new Map(here.map(({ measure_id, divs, begins, ends }) => [measure_id, { divs, begins, ends }]))]),
  );
}

export interface FailingChange {
  district: number;
  measureId: number;
  wanted: FailingList;
  kept: FailingList;
}

/** Makes the kept lists equal to the counted ones, touching only what differs. */
export async function writeFailing(tx: Transaction, lists: readonly FailingChange[]): Promise<void> {
  const changed = lists.filter(({ wanted, kept }) => !isSameList(wanted, kept));
  const gone = changed.filter(({ wanted }) => wanted.divs.length === 0);
  for (const [district, here] of Map.groupBy(gone, (row) => row.district))
    await sql`delete from figure_failing_units where district = ${district} and measure_id = any(${here.map(({ measureId }) => measureId)}::int[])`.execute(tx);
  const rows = changed.filter(({ wanted }) => wanted.divs.length > 0);
  if (rows.length === 0) return;
  // lists travel as text: a list of lists of different lengths is no array of PostgreSQL
  const asText = (part: keyof FailingList) => rows.map(({ wanted }) => `{${wanted[part].join(',')}}`);
  await sql`
    insert into figure_failing_units (measure_id, district, divs, begins, ends)
    select l.measure_id, l.district, l.divs::bigint[], l.begins::date[], l.ends::date[]
    from unnest(${rows.map((row) => row.measureId)}::int[], ${rows.map((row) => row.district)}::int[], ${asText('divs')}::text[], ${asText('begins')}::text[], ${asText('ends')}::text[]) as l (measure_id, district, divs, begins, ends)
    on conflict (measure_id, district) do update set divs = excluded.divs, begins = excluded.begins, ends = excluded.ends`.execute(tx);
}
