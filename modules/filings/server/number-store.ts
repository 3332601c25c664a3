/** Numbers in turn, per authority, series and year: each given once, or left out with its reason. */
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { changeInEach } from '#platform/db/in-each.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import type { NumberSeries } from '../contract/number-routes.ts';
import type { Authority } from './authority-store.ts';
import { formatNumber } from './domain/issuing-organ.ts';

export const COUNTERS: Record<NumberSeries, string> = { filing: 'filing_numbers', notice: 'filing_document_numbers' };
const TAKEN_ELSEWHERE = '台账中已有组织使用这个编号（导入或登记时填写）';
const TAKEN_BY_ANOTHER = '本县（区）另一单位已用这个编号';
const MOST_TAKEN = 2000;

export interface Numbered {
  authority: Authority;
  series: NumberSeries;
  format: string;
  subjectName: string;
  organizationId: number | null;
  on: Day;
}

/** The next serial of an authority in a year; waits for whoever takes one at the same moment, so that none is lost. */
async function nextSerial(tx: Transaction, series: NumberSeries, div: number, year: number, by = 1): Promise<number> {
  await lockSeries(tx, series, div, year);
  const { rows } = await sql<{ last: number }>`
    insert into ${sql.table(COUNTERS[series])} as f (district, div, year, last) values (${districtOf(div)}, ${div}, ${year}, ${by})
    on conflict (district, div, year) do update set last = f.last + ${by} returning last`.execute(tx);
  return rows[0]?.last ?? 0;
}

/** Gives the next number; what the ledger bears already (typed in or imported) and what another office of the district gave is left out with its reason. */
export async function giveNumber(tx: Transaction, { authority, series, format, subjectName, organizationId, on }: Numbered): Promise<string> {
  const { div, code } = authority;
  const year = Number(on.slice(0, 4));
  for (let tries = 0; tries < MOST_TAKEN; tries += 1) {
    const serial = await nextSerial(tx, series, div, year);
    const number = formatNumber(format, { code, year, serial });
    const taken = await whyTaken(tx, series, div, number);
    const isTaken = taken !== null;
    await sql`insert into filing_given_numbers (district, div, series, year, ordinal, number, subject_name, organization_id, given_on, void_reason, voided_on)
      values (${districtOf(div)}, ${div}, ${series}, ${year}, ${serial}, ${number}, ${isTaken ? null : subjectName}, ${isTaken ? null : organizationId}, ${isTaken ? null : on},
        ${taken}, ${isTaken ? on : null})`.execute(tx);
    if (isTaken) continue;
    if (organizationId !== null) await noteWhereabouts(tx, [{ kind: 'record', key: organizationId, district: districtOf(div) }]);
    return number;
  }
  throw new Error('no free number was found');
}

/** When two organizations turn out to be one: the numbers of the one that goes are those of the one that stays. */
export async function carryNumbers(tx: Transaction, from: number, to: number): Promise<void> {
  await changeInEach(await whereaboutsOf(tx, { kind: 'record', key: from }), (district) =>
    sql`update filing_given_numbers set organization_id = ${to} where district = ${district} and organization_id = ${from}`.execute(tx),
  );
}

async function whyTaken(tx: Transaction, series: NumberSeries, div: number, number: string): Promise<string | null> {
  if (await isGivenByAnother(tx, series, div, number)) return TAKEN_BY_ANOTHER;
  return series === 'filing' && (await isInLedger(tx, districtOf(div), number)) ? TAKEN_ELSEWHERE : null;
}

async function isGivenByAnother(tx: Transaction, series: NumberSeries, div: number, number: string): Promise<boolean> {
  const { rows } = await sql`select from filing_given_numbers
    where district = ${districtOf(div)} and series = ${series} and number = ${number} and div <> ${div} and subject_name is not null limit 1`.execute(tx);
  return rows.length > 0;
}

async function isInLedger(tx: Transaction, district: number, number: string): Promise<boolean> {
  const { rows } = await sql`select from organizations_published_standings where district = ${district} and filing_number = ${number} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Leaves out everything up to a serial. @returns how many, and the last one now */
export async function skipThrough(
  tx: Transaction,
  {
    authority,
    series,
    format,
    year,
    through,
    reason,
    by,
    on,
  }: Omit<Numbered, 'subjectName' | 'organizationId'> & { year: number; through: number; reason: string; by: string },
): Promise<{ skipped: number; last: number }> {
  const { div, code } = authority;
  const district = districtOf(div);
  const before = await lastSerial(tx, series, div, year);
  if (through <= before) return { skipped: 0, last: before };
  await nextSerial(tx, series, div, year, through - before);
  const serials = Array.from({ length: through - before }, (_, index) => before + 1 + index);
  await sql`insert into filing_given_numbers (district, div, series, year, ordinal, number, void_reason, voided_on, voided_by_name)
    select ${district}, ${div}, ${series}, ${year}, n.serial, n.number, ${reason}, ${on}::date, ${by}
    from unnest(${serials}::int[], ${serials.map((serial) => formatNumber(format, { code, year, serial }))}::text[]) as n (serial, number)`.execute(tx);
  return { skipped: serials.length, last: through };
}

/**
 * One after the other until the transaction ends, all offices of a district: the first of a year has no row to lock, and what one of them
 * gives no other may.
 */
async function lockSeries(tx: Transaction, series: NumberSeries, div: number, year: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`filing number ${series} ${districtOf(div)} ${year}`}))`.execute(tx);
}

/** @returns the last serial, kept from others until the transaction ends */
export async function lastSerial(tx: Transaction, series: NumberSeries, div: number, year: number): Promise<number> {
  await lockSeries(tx, series, div, year);
  const { rows } = await sql<{ last: number }>`
    select last from ${sql.table(COUNTERS[series])} where district = ${districtOf(div)} and div = ${div} and year = ${year}`.execute(tx);
  return rows[0]?.last ?? 0;
}
