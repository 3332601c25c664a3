import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { lastDayOfMonth } from '#shared/day.ts';
import { districtOf, onlyDistrict } from '#shared/division-code.ts';
import { addFigures, type Figure, type FigureRow, type FiguresAsked, negative } from './figure.ts';

/**
 * The same where rows lie on shards. Each shard adds up what it has: by district first, as nothing else is added up there within a lateral;
 * totals and what changes later come as sums of their own and are subtracted here.
 */
export async function figuresOfShards(db: Database | Transaction, { measureIds, ranges, days }: FiguresAsked): Promise<FigureRow[]> {
  const districts = ranges.map(({ from, to }, ordinal) => ({ low: districtOf(from), high: districtOf(to - 1), ordinal }));
  const isProvince = ({ low, high }: DistrictRange) => low % 10_000 === 0 && high % 10_000 === 9999;
  const all = tableOf(districts);
  const provinces = tableOf(districts.filter(isProvince));
  const others = tableOf(districts.filter((range) => !isProvince(range)));
  const measures = sql`unnest(${[...measureIds]}::int[]) with ordinality as m (id, ordinal)`;
  const changes = sql`unnest(${[...days]}::date[], ${days.map(lastDayOfMonth)}::date[]) with ordinality as d (day, month_end, ordinal)`;
  const place = sql`m.ordinal::int - 1 as measure, r.ordinal as range`;
  const sums = sql`sum(f.numerator)::bigint as numerator, sum(f.denominator)::bigint as denominator, sum(f.failing)::bigint as failing`;
  const added = sql`select sum(numerator) as numerator, sum(denominator) as denominator, sum(failing) as failing`;
  // ranges of one district are asked of its shard alone
  const only = onlyDistrict(districts.flatMap(({ low, high }) => [low, high]));
  const here = only === undefined ? sql`` : sql`and district = ${only}`;
  const inProvince = sql`measure_id = m.id and district / 10000 = r.low / 10000`;
  const inRange = sql`district >= r.low and district <= r.high`;
  const later = (table: RawBuilder<unknown>, from: RawBuilder<unknown>) => sql`
    select ${place}, d.ordinal::int - 1 as day, ${sums} from ${measures} cross join ${table} cross join ${changes}
    cross join lateral (${added} from ${from} group by district) f group by m.ordinal, r.ordinal, d.ordinal`;
  const ofProvinces = [
    later(provinces, sql`indicators_published_province_months where measure_id = m.id and district = r.low and month > d.day`),
    later(provinces, sql`indicators_published_days where ${inProvince} and day > d.day and day <= d.month_end`),
  ];
  const ofOthers = [
    later(others, sql`indicators_published_months where ${inProvince} and month > d.day and ${inRange} ${here}`),
    later(others, sql`indicators_published_days where ${inProvince} and day > d.day and day <= d.month_end and ${inRange} ${here}`),
  ];
  const parts = [
    sql`select ${place}, null::int as day, ${sums} from ${measures} cross join ${all}
      cross join lateral (${added} from indicators_published_totals where measure_id = m.id and district >= r.low and district <= r.high ${here} group by district) f group by m.ordinal, r.ordinal`,
    ...(districts.some(isProvince) ? ofProvinces : []),
    ...(districts.every(isProvince) ? [] : ofOthers),
  ];
  const { rows } = await sql<Figure & { measure: number; range: number; day: number | null }>`${sql.join(parts, sql` union all `)}`.execute(db);
  const laterByPlace = Map.groupBy(
    rows.filter(({ day }) => day !== null),
    ({ measure, range, day }) => `${measure}/${range}/${day}`,
  );
  const totals = rows.filter(({ day }) => day === null);
  return totals.flatMap((total) =>
    days.map((_, day) => {
      const { measure, range } = total;
      return { measure, range, day, ...addFigures([total, ...(laterByPlace.get(`${measure}/${range}/${day}`) ?? []).map(negative)]) };
    }),
  );
}

interface DistrictRange {
  low: number;
  high: number;
  ordinal: number;
}

/** Ranges of districts as a table `r`. */
function tableOf(ranges: readonly DistrictRange[]): RawBuilder<unknown> {
  const column = (name: keyof DistrictRange) => sql`${ranges.map((range) => range[name])}::int[]`;
  return sql`unnest(${column('low')}, ${column('high')}, ${column('ordinal')}) as r (low, high, ordinal)`;
}
