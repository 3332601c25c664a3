import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import type { NumberSeries } from '../contract/number-routes.ts';
import { COUNTERS, lastSerial } from './number-store.ts';

const GONE = '曾用于演示数据，演示数据已清除';

interface Series {
  div: number;
  series: NumberSeries;
  year: number;
}

/**
 * Numbers that invented applications took: the last ones are given again, so that real work begins with 1; those below a real one
 * are left out with the reason. Called before the applications go.
 */
export async function takeBackDemonstrationNumbers(tx: Transaction, { actor, today }: Context): Promise<void> {
  const gone = sql`update filing_given_numbers n set subject_name = null, organization_id = null, given_on = null, void_reason = ${GONE}, voided_on = ${today}, voided_by_name = null`;
  const invented = sql`${inRange(actor.range, 'a')} and a.demonstration and n.district = a.district`;
  const notices = await sql<Series>`${gone} from filing_applications a join filing_notices f on f.district = a.district and f.application_id = a.id
    where ${invented} and n.series = 'notice' and n.div = f.authority_div and n.number = f.document_number returning n.div, n.series, n.year`.execute(tx);
  const filings = await sql<Series>`${gone} from filing_applications a
    where ${invented} and n.series = 'filing' and n.organization_id = a.organization_id returning n.div, n.series, n.year`.execute(tx);
  const touched = new Map([...notices.rows, ...filings.rows].map((one) => [`${one.series} ${one.div} ${one.year}`, one]));
  for (const [, one] of [...touched].sort(([left], [right]) => left.localeCompare(right))) await giveAgain(tx, one);
}

/** Everything above the last number that stands. */
async function giveAgain(tx: Transaction, { div, series, year }: Series): Promise<void> {
  const last = await lastSerial(tx, series, div, year);
  const ours = sql`district = ${districtOf(div)} and div = ${div} and year = ${year}`;
  const { rows } = await sql<{ stands: number }>`
    select coalesce(max(s.serial), 0)::int as stands from generate_series(1, ${last}::int) as s (serial)
    where not exists (select 1 from filing_given_numbers where ${ours} and series = ${series} and ordinal = s.serial and void_reason = ${GONE})`.execute(tx);
  const stands = rows[0]?.stands ?? 0;
  await sql`delete from filing_given_numbers where ${ours} and series = ${series} and ordinal > ${stands}`.execute(tx);
  const counter = sql.table(COUNTERS[series]);
  await (stands === 0 ? sql`delete from ${counter} where ${ours}` : sql`update ${counter} set last = ${stands} where ${ours}`).execute(tx);
}
