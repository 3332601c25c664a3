import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { lastDayOfMonth } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import type { FigureRow, FiguresAsked } from './figure.ts';

/**
 * Each sum is a lateral of its own, so that the planner seeks the index once per range instead of joining all districts with all ranges; and
 * days of a whole province name no range of districts, which it takes for few rows and walks district by district.
 */
export async function figuresOfOneServer(db: Database | Transaction, { measureIds, ranges, days }: FiguresAsked): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    with totals as materialized (
      select m.ordinal as measure, m.id, r.ordinal as range, r.low, r.high, r.low % 10000 = 0 and r.high % 10000 = 9999 as is_province, sums.*
      from unnest(${[...measureIds]}::int[]) with ordinality as m (id, ordinal)
      cross join unnest(${ranges.map((range) => districtOf(range.from))}::int[], ${ranges.map((range) => districtOf(range.to - 1))}::int[]) with ordinality as r (low, high, ordinal)
      cross join lateral (
        select sum(numerator) as numerator, sum(denominator) as denominator, sum(failing) as failing
        from indicators_published_totals where measure_id = m.id and district >= r.low and district <= r.high having count(*) > 0
      ) sums
    )
    select t.measure::int - 1 as measure, t.range::int - 1 as range, d.ordinal::int - 1 as day,
      (t.numerator - coalesce(later.numerator, 0))::bigint as numerator, (t.denominator - coalesce(later.denominator, 0))::bigint as denominator,
      (t.failing - coalesce(later.failing, 0))::bigint as failing
    from totals t
    cross join unnest(${[...days]}::date[], ${days.map(lastDayOfMonth)}::date[]) with ordinality as d (day, month_end, ordinal)
    cross join lateral (
      select sum(numerator) as numerator, sum(denominator) as denominator, sum(failing) as failing from (
        select numerator, denominator, failing from indicators_published_province_months where t.is_province and measure_id = t.id and district = t.low and month > d.day
        union all
        select numerator, denominator, failing from indicators_published_months
        where not t.is_province and measure_id = t.id and district / 10000 = t.low / 10000 and month > d.day and district >= t.low and district <= t.high
        union all
        select numerator, denominator, failing from indicators_published_days
        where t.is_province and measure_id = t.id and district / 10000 = t.low / 10000 and day > d.day and day <= d.month_end
        union all
        select numerator, denominator, failing from indicators_published_days
        where not t.is_province and measure_id = t.id and district / 10000 = t.low / 10000 and day > d.day and day <= d.month_end and district >= t.low and district <= t.high
      ) changes
    ) later`.execute(db);
  return rows;
}
