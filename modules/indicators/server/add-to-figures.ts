import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { byMonth, EMPTY_TOTAL, type FigureChange, sumOf } from './domain/figure-changes.ts';

/** By how much a figure of a district changes on which days. */
export interface FigureDifference {
  measureId: number;
  days: readonly FigureChange[];
}

/** Adds differences to the stored days, months and totals of a district that the caller has locked. */
export async function addToFigures(tx: Transaction, district: number, differences: readonly FigureDifference[]): Promise<void> {
  const changed = differences.filter(({ days }) => days.length > 0);
  if (changed.length === 0) return;
  const months = changed.map(({ measureId, days }) => ({ measureId, days: byMonth(days) }));
  const [emptyDays, emptyMonths] = await Promise.all([
    addRows(tx, 'day', district, changed),
    addRows(tx, 'month', district, months),
    addTotals(tx, district, changed),
  ]);
  if (emptyMonths.length > 0) await clearRows(tx, 'month', district, emptyMonths);
  if (emptyDays.length === 0) return;
  await clearRows(tx, 'day', district, emptyDays);
  const emptied = new Set(emptyDays.map(({ measureId }) => measureId));
  await addTotals(
    tx,
    district,
    [...emptied].map((measureId) => ({ measureId, days: [] })),
  );
}

/** Asked behind the days, of which they tell the last. */
async function addTotals(tx: Transaction, district: number, changed: readonly FigureDifference[]): Promise<void> {
  const sums = changed.map(({ days }) => sumOf(days));
  await sql`
    insert into figure_totals (measure_id, district, numerator, denominator, failing, last_change_on)
    select t.measure_id, ${district}::int, t.numerator, t.denominator, t.failing,
      coalesce((select max(d.day) from figure_days d where d.measure_id = t.measure_id and d.district = ${district}), ${EMPTY_TOTAL.day}::date)
    from unnest(${changed.map(({ measureId }) => measureId)}::int[], ${sums.map((sum) => sum.numerator)}::bigint[], ${sums.map((sum) => sum.denominator)}::bigint[],
      ${sums.map((sum) => sum.failing)}::bigint[]) as t (measure_id, numerator, denominator, failing)
    on conflict (measure_id, district) do update set numerator = figure_totals.numerator + excluded.numerator,
      denominator = figure_totals.denominator + excluded.denominator, failing = figure_totals.failing + excluded.failing, last_change_on = excluded.last_change_on`.execute(
    tx,
  );
}

interface RowKey {
  measureId: number;
  day: Day;
}

const TABLES = { day: sql`figure_days`, month: sql`figure_months` };

/** @returns rows that hold nothing any more */
async function addRows(tx: Transaction, grain: 'day' | 'month', district: number, differences: readonly FigureDifference[]): Promise<RowKey[]> {
  const rows = differences.flatMap(({ measureId, days }) => days.map((change) => ({ measureId, ...change })));
  if (rows.length === 0) return [];
  const day = sql.ref(grain);
  const added = await sql<RowKey & { isEmpty: boolean }>`
    insert into ${TABLES[grain]} as f (measure_id, district, ${day}, numerator, denominator, failing)
    select c.measure_id, ${district}::int, c.day, c.numerator, c.denominator, c.failing
    from unnest(${keyLists(rows)}, ${rows.map((row) => row.numerator)}::bigint[], ${rows.map((row) => row.denominator)}::bigint[],
      ${rows.map((row) => row.failing)}::bigint[]) as c (measure_id, day, numerator, denominator, failing)
    on conflict (measure_id, district, ${day}) do update set numerator = f.numerator + excluded.numerator, denominator = f.denominator + excluded.denominator,
      failing = f.failing + excluded.failing
    returning measure_id as "measureId", ${day} as day, numerator = 0 and denominator = 0 and failing = 0 as "isEmpty"`.execute(tx);
  return added.rows.filter((row) => row.isEmpty);
}

async function clearRows(tx: Transaction, grain: 'day' | 'month', district: number, rows: readonly RowKey[]): Promise<void> {
  await sql`
    delete from ${TABLES[grain]} f using unnest(${keyLists(rows)}) as gone (measure_id, day)
    where f.district = ${district} and f.measure_id = gone.measure_id and f.${sql.ref(grain)} = gone.day`.execute(tx);
}

function keyLists(rows: readonly RowKey[]) {
  return sql`${rows.map((row) => row.measureId)}::int[], ${rows.map((row) => row.day)}::date[]`;
}
