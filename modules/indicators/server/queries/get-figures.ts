import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isDistributed } from '#platform/db/is-distributed.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { type Figure, type FiguresAsked, NO_FIGURE } from './figure.ts';
import { figuresOfOneServer } from './figures-of-one-server.ts';
import { figuresOfShards } from './figures-of-shards.ts';

/** Figures by measure, range and day: `figures(measure, range, day)` with the places in the lists asked for. */
export interface FigureTable {
  at(measure: number, range: number, day: number): Figure;
}

/**
 * Figures at the end of some days, in one query and so in one snapshot: the totals less everything that changes later,
 * whole months first, those of a province as its own sums.
 */
export async function getFigures(db: Database | Transaction, asked: FiguresAsked): Promise<FigureTable> {
  if (asked.measureIds.length === 0 || asked.ranges.length === 0 || asked.days.length === 0) return { at: () => NO_FIGURE };
  const rows = await ((await isDistributed(db)) ? figuresOfShards(db, asked) : figuresOfOneServer(db, asked));
  const figures = new Map(rows.map(({ measure, range, day, ...figure }) => [`${measure}/${range}/${day}`, figure]));
  return { at: (measure, range, day) => figures.get(`${measure}/${range}/${day}`) ?? NO_FIGURE };
}

export interface DistrictFigures {
  measureId: number;
  range: KeyRange;
  day: Day;
  /** only districts where something fails, or where the numerator is not 0 */
  having: 'any' | 'failing' | 'numerator';
  /** the first so many, in order of district */
  limit: number;
}

/** Districts of a range with their figures on a day, in order. Stops reading when enough are found. */
export async function listDistrictFigures(db: Database | Transaction, asked: DistrictFigures): Promise<(Figure & { district: number })[]> {
  const { measureId, range, day, having, limit } = asked;
  const { rows } = await sql<Figure & { district: number }>`
    select f.district, f.numerator::bigint as numerator, f.denominator::bigint as denominator, f.failing::bigint as failing from (
      select t.district, t.numerator - coalesce(later.numerator, 0) as numerator, t.denominator - coalesce(later.denominator, 0) as denominator, t.failing - coalesce(later.failing, 0) as failing
      from figure_totals t
      left join lateral (
        select sum(d.numerator) as numerator, sum(d.denominator) as denominator, sum(d.failing) as failing
        from figure_days d where d.measure_id = t.measure_id and d.district = t.district and d.day > ${day}::date
      ) later on t.last_change_on > ${day}::date
      where t.measure_id = ${measureId} and ${inRange(range, 't')}
    ) f
    where case ${having}::text when 'failing' then f.failing > 0 when 'numerator' then f.numerator <> 0 else f.numerator <> 0 or f.denominator <> 0 end
    order by f.district limit ${limit}`.execute(db);
  return rows;
}

function isWholeProvinces(range: KeyRange): boolean {
  return range.from % 1e10 === 0 && range.to % 1e10 === 0;
}

/** Values of one measure at the end of each month between two days, both months included. */
export async function listMonthlyFigures(
  db: Database | Transaction,
  measureId: number,
  range: KeyRange,
  from: Day,
  to: Day,
): Promise<(Figure & { month: Day })[]> {
  const { rows } = await sql<Figure & { month: Day }>`
    with changes as (
      select greatest(month, date_trunc('month', ${from}::date)::date) as month, sum(numerator) as numerator, sum(denominator) as denominator, sum(failing) as failing
      from ${isWholeProvinces(range) ? sql`figure_province_months` : sql`figure_months`} f
      where measure_id = ${measureId} and ${inRange(range, 'f')} and month <= ${to}::date group by 1
    ), months as (
      select generate_series(date_trunc('month', ${from}::date), date_trunc('month', ${to}::date), interval '1 month')::date as month
    )
    select m.month, coalesce(sum(c.numerator), 0)::bigint as numerator, coalesce(sum(c.denominator), 0)::bigint as denominator, coalesce(sum(c.failing), 0)::bigint as failing
    from months m left join changes c on c.month <= m.month group by m.month order by m.month`.execute(db);
  return rows;
}
