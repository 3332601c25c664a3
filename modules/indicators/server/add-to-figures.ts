import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
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
  await addRows(tx, 'day', district, changed);
  await addRows(
    tx,
    'month',
    district,
    changed.map(({ measureId, days }) => ({ measureId, days: byMonth(days) })),
  );
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

async function addRows(tx: Transaction, grain: 'day' | 'month', district: number, differences: readonly FigureDifference[]): Promise<void> {
  const rows = differences.flatMap(({ measureId, days }) => days.map((change) => ({ measureId, ...change })));
  if (rows.length === 0) return;
  const table = grain === 'day' ? sql`figure_days` : sql`figure_months`;
  const day = sql.ref(grain);
  const ids = rows.map((row) => row.measureId);
  const days = rows.map((row) => row.day);
  await sql`
    insert into ${table} as f (measure_id, district, ${day}, numerator, denominator, failing)
    select c.measure_id, ${district}::int, c.day, c.numerator, c.denominator, c.failing
    from unnest(${ids}::int[], ${days}::date[], ${rows.map((row) => row.numerator)}::bigint[], ${rows.map((row) => row.denominator)}::bigint[],
      ${rows.map((row) => row.failing)}::bigint[]) as c (measure_id, day, numerator, denominator, failing)
    on conflict (measure_id, district, ${day}) do update set numerator = f.numerator + excluded.numerator, denominator = f.denominator + excluded.denominator,
      failing = f.failing + excluded.failing`.execute(tx);
  await sql`
    delete from ${table} f using unnest(${ids}::int[], ${days}::date[]) as changed (measure_id, day)
    where f.district = ${district} and f.measure_id = changed.measure_id and f.${day} = changed.day and f.numerator = 0 and f.denominator = 0 and f.failing = 0`.execute(
    tx,
  );
}
