import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import {
  type DistrictFigure,
  differencesOf,
  differing,
  EMPTY_FIGURE,
  type FigureChange,
  isStored,
  missing,
  type MonthDifference,
  monthDifferences,
} from './domain/figure-changes.ts';
import { NOBODY_FAILS } from './domain/failing-list.ts';
import { readFailing, writeFailing } from './failing-unit-store.ts';

/**
 * Lets one writer at a time recount a district, and tells readers that its figures may have changed.
 * Districts are taken in ascending order, so that no two writers wait for each other.
 */
export async function lockDistricts(tx: Transaction, districts: readonly number[]): Promise<void> {
  const inOrder = [...districts].sort((one, other) => one - other);
  await sql`insert into figure_districts (district, revision) select district, 1 from unnest(${inOrder}::int[]) as d (district)
    on conflict (district) do update set revision = figure_districts.revision + 1`.execute(tx);
}

type Grain = 'day' | 'month';
const TABLES = { day: 'figure_days', month: 'figure_months' } as const;

interface FigureRow extends FigureChange {
  measure_id: number;
  district: number;
}

/** By district, then measure. */
export type ByDistrict<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;

/** Some measures of some districts as stored, whatever of it is there. */
export async function readFigures(
  db: Database | Transaction,
  districts: readonly number[],
  measureIds: readonly number[],
): Promise<ByDistrict<DistrictFigure>> {
  const asked = { districts: [...districts], ids: [...measureIds] };
  const daysOf = await readChanges(db, 'day', asked);
  const monthsOf = await readChanges(db, 'month', asked);
  const totals = await sql<FigureRow>`
    select measure_id, district, last_change_on as day, numerator, denominator, failing from figure_totals
    where district = any(${asked.districts}::int[]) and measure_id = any(${asked.ids}::int[])`.execute(db);
  const totalOf = new Map(totals.rows.map(({ measure_id, district, ...total }) => [keyOf(district, measure_id), total]));
  const failingOf = await readFailing(db, districts, measureIds);
  const figureOf = (district: number, id: number): DistrictFigure => ({
    days: daysOf.get(keyOf(district, id)) ?? [],
    months: monthsOf.get(keyOf(district, id)) ?? [],
    total: totalOf.get(keyOf(district, id)) ?? EMPTY_FIGURE.total,
    failing: failingOf.get(district)?.get(id) ?? NOBODY_FAILS,
  });
  return new Map(districts.map((district) => [district, new Map(measureIds.map((id) => [id, figureOf(district, id)]))]));
}

function keyOf(district: number, measureId: number): string {
  return `${district}/${measureId}`;
}

/** As one row of lists per measure: thousands of days come four times as fast as by rows. */
async function readChanges(
  db: Database | Transaction,
  grain: Grain,
  { districts, ids }: { districts: number[]; ids: number[] },
): Promise<Map<string, FigureChange[]>> {
  const day = sql.ref(grain);
  const { rows } = await sql<{ measure_id: number; district: number; days: string[]; numerators: number[]; denominators: number[]; failings: number[] }>`
    select measure_id, district, array_agg(${day}) as days, array_agg(numerator) as numerators, array_agg(denominator) as denominators, array_agg(failing) as failings
    from ${sql.table(TABLES[grain])} where district = any(${districts}::int[]) and measure_id = any(${ids}::int[]) group by measure_id, district`.execute(db);
  return new Map(
    rows.map((row) => [
      keyOf(row.district, row.measure_id),
      row.days.map((changed, index) => ({
        day: changed,
        numerator: row.numerators[index] ?? 0,
        denominator: row.denominators[index] ?? 0,
        failing: row.failings[index] ?? 0,
      })),
    ]),
  );
}

interface Written {
  district: number;
  id: number;
  figure: DistrictFigure;
  before: DistrictFigure;
}

/** Makes the stored figures of districts equal to the counted ones, touching only what differs. @returns what that adds to their provinces */
export async function writeFigures(tx: Transaction, counted: ByDistrict<DistrictFigure>, stored: ByDistrict<DistrictFigure>): Promise<MonthDifference[]> {
  const all = [...counted].flatMap(([district, figures]) =>
    [...figures].map(([id, figure]): Written => ({ district, id, figure, before: stored.get(district)?.get(id) ?? EMPTY_FIGURE })),
  );
  const changed = all.filter(({ figure, before }) => !isStored(figure, before));
  if (changed.length === 0) return [];
  for (const grain of ['day', 'month'] as const) {
    const rowsOf = (figure: DistrictFigure) => (grain === 'day' ? figure.days : figure.months);
    await deleteRows(
      tx,
      grain,
      changed.flatMap(({ district, id, figure, before }) => missing(rowsOf(figure), rowsOf(before)).map((day) => ({ district, id, day }))),
    );
    await upsertRows(
      tx,
      grain,
      changed.flatMap(({ district, id, figure, before }) => differing(rowsOf(figure), rowsOf(before)).map((row) => ({ district, id, ...row }))),
    );
  }
  await upsertTotals(tx, changed);
  await writeFailing(
    tx,
    changed.map(({ district, id, figure, before }) => ({ district, measureId: id, wanted: figure.failing, kept: before.failing })),
  );
  return changed.flatMap(({ district, id, figure, before }) => monthDifferences(id, district, differencesOf(figure.months, before.months)));
}

interface RowKey {
  district: number;
  id: number;
}

function keyLists(rows: readonly RowKey[]) {
  return sql`${rows.map((row) => row.id)}::int[], ${rows.map((row) => row.district)}::int[]`;
}

/** One district after the other, named outright: of a district that comes with the statement a distributed engine asks every shard. */
async function deleteRows(tx: Transaction, grain: Grain, rows: readonly (RowKey & { day: string })[]): Promise<void> {
  for (const [district, gone] of Map.groupBy(rows, (row) => row.district))
    await sql`
      delete from ${sql.table(TABLES[grain])} f using unnest(${gone.map(({ id }) => id)}::int[], ${gone.map(({ day }) => day)}::date[]) as gone (measure_id, day)
      where f.district = ${district} and f.measure_id = gone.measure_id and f.${sql.ref(grain)} = gone.day`.execute(tx);
}

async function upsertRows(tx: Transaction, grain: Grain, rows: readonly (RowKey & FigureChange)[]): Promise<void> {
  if (rows.length === 0) return;
  const day = sql.ref(grain);
  await sql`
    insert into ${sql.table(TABLES[grain])} (measure_id, district, ${day}, numerator, denominator, failing)
    select c.measure_id, c.district, c.day, c.numerator, c.denominator, c.failing
    from unnest(${keyLists(rows)}, ${rows.map((row) => row.day)}::date[], ${rows.map((row) => row.numerator)}::bigint[],
      ${rows.map((row) => row.denominator)}::bigint[], ${rows.map((row) => row.failing)}::bigint[]) as c (measure_id, district, day, numerator, denominator, failing)
    on conflict (measure_id, district, ${day}) do update set numerator = excluded.numerator, denominator = excluded.denominator, failing = excluded.failing`.execute(
    tx,
  );
}

async function upsertTotals(tx: Transaction, rows: readonly Written[]): Promise<void> {
  const list = (part: 'numerator' | 'denominator' | 'failing') => rows.map(({ figure }) => figure.total[part]);
  await sql`
    insert into figure_totals (measure_id, district, numerator, denominator, failing, last_change_on)
    select t.measure_id, t.district, t.numerator, t.denominator, t.failing, t.last_change_on
    from unnest(${keyLists(rows)}, ${list('numerator')}::bigint[], ${list('denominator')}::bigint[], ${list('failing')}::bigint[],
      ${rows.map(({ figure }) => figure.total.day)}::date[]) as t (measure_id, district, numerator, denominator, failing, last_change_on)
    on conflict (measure_id, district) do update set numerator = excluded.numerator, denominator = excluded.denominator, failing = excluded.failing,
      last_change_on = excluded.last_change_on`.execute(tx);
}

/** Districts that hold a row of some measures, counted there or left over. */
export async function listStoredDistricts(db: Database | Transaction, measureIds: readonly number[], low: number, high: number): Promise<number[]> {
  // said outright of one district: a distributed engine asks its shard alone
  const alone = low === high ? sql`and district = ${low}` : sql``;
  const { rows } = await sql<{ district: number }>`
    select district from figure_totals where measure_id = any(${[...measureIds]}::int[]) and district >= ${low} and district <= ${high} ${alone}
    union select district from figure_failing_units where measure_id = any(${[...measureIds]}::int[]) and district >= ${low} and district <= ${high} ${alone}
    order by district`.execute(db);
  return rows.map((row) => row.district);
}
