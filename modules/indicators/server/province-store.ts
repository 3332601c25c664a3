import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import type { MonthDifference } from './domain/figure-changes.ts';

/** Districts of one province. */
const SPAN = 10_000;

/** Whether a row stands for a whole province; its own records and the sum of its districts have the same number. */
export function isSumOfProvince(district: number): boolean {
  return district % SPAN === 0;
}

/** Adds up by how much months of districts changed, by measure, province and month. */
export class ProvinceDifferences {
  readonly #sums = new Map<string, MonthDifference>();

  add(differences: readonly MonthDifference[]): void {
    for (const one of differences) {
      const district = Math.floor(one.district / SPAN) * SPAN;
      const key = `${one.measureId}/${district}/${one.month}`;
      const sum = this.#sums.get(key) ?? { ...one, district, numerator: 0, denominator: 0, failing: 0 };
      sum.numerator += one.numerator;
      sum.denominator += one.denominator;
      sum.failing += one.failing;
      this.#sums.set(key, sum);
    }
  }

  /** Appends what is left; nobody waits for another writer of the province. */
  async append(tx: Transaction): Promise<void> {
    const rows = [...this.#sums.values()].filter((row) => row.numerator !== 0 || row.denominator !== 0 || row.failing !== 0);
    if (rows.length === 0) return;
    await sql`
      insert into figure_province_months (measure_id, district, month, numerator, denominator, failing)
      select * from unnest(${rows.map((row) => row.measureId)}::int[], ${rows.map((row) => row.district)}::int[], ${rows.map((row) => row.month)}::date[],
        ${rows.map((row) => row.numerator)}::bigint[], ${rows.map((row) => row.denominator)}::bigint[], ${rows.map((row) => row.failing)}::bigint[])`.execute(
      tx,
    );
  }
}

/**
 * Sums the provinces anew from the months of their districts, one row per month. In one statement, so that what others append
 * meanwhile is neither lost nor counted twice.
 */
export async function foldProvinceMonths(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.foldProvinces})`.execute(tx);
  await sql`
    with gone as (delete from figure_province_months)
    insert into figure_province_months (measure_id, district, month, numerator, denominator, failing)
    select measure_id, district / 10000 * 10000, month, sum(numerator), sum(denominator), sum(failing) from figure_months group by 1, 2, 3`.execute(tx);
}

/** Provinces that lie in the range as a whole and whose sums are not those of their districts. */
export async function findProvinceDrift(db: Database | Transaction, range: KeyRange): Promise<{ measureId: number; district: number }[]> {
  const low = Math.ceil(districtOf(range.from) / SPAN) * SPAN;
  const high = Math.floor(districtOf(range.to) / SPAN) * SPAN;
  if (low >= high) return [];
  const { rows } = await sql<{ measureId: number; district: number }>`
    select distinct measure_id as "measureId", district from (
      select measure_id, district, month, numerator, denominator, failing from figure_province_months where district >= ${low} and district < ${high}
      union all
      select measure_id, district / 10000 * 10000, month, -numerator, -denominator, -failing from figure_months where district >= ${low} and district < ${high}
    ) as compared group by measure_id, district, month having sum(numerator) <> 0 or sum(denominator) <> 0 or sum(failing) <> 0
    order by measure_id, district`.execute(db);
  return rows;
}
