import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { DIVISION_LEVELS, type DivisionLevel, districtOf, rangeOf } from '#shared/division-code.ts';
import type { OfficeKind } from './office-store.ts';

/** Keys of the divisions that may stand above a key, itself first: told by the digits, whatever of it exists. */
function upwards(key: number): number[] {
  const keys = DIVISION_LEVELS.map((level: DivisionLevel) => key - (key % (rangeOf(0, level).to || 1)));
  return [...new Set([key, ...keys.reverse()])];
}

/** Security administrators whose post lies nearest to the division, at it or above. */
export async function administratorsNear(tx: Transaction, key: number, today: Day): Promise<number[]> {
  const { rows } = await sql<{ id: number; div: number }>`
    select distinct p.account_id as id, p.div from posts p join accounts a on a.id = p.account_id
    where p.role = 'securityAdministrator' and p.div = any(${upwards(key)}::bigint[]) and a.disabled_at is null
      and p.begins_on <= ${today}::date and (p.ends_on is null or p.ends_on > ${today}::date)`.execute(tx);
  const nearest = Math.max(...rows.map(({ div }) => div));
  return rows.filter(({ div }) => div === nearest).map(({ id }) => id);
}

/** Open offices of a kind at the division, or where it has none at the nearest one above if asked so; sections read what their bureau is told. */
export async function officesAt(tx: Transaction, key: number, kind: OfficeKind, orAbove: boolean): Promise<number[]> {
  const keys = orAbove ? upwards(key) : [key];
  const { rows } = await sql<{ id: number; div: number }>`
    select id, div from offices where district = any(${[...new Set(keys.map(districtOf))]}::int[]) and div = any(${keys}::bigint[])
      and kind = ${kind} and closed_at is null and parent_id is null`.execute(tx);
  const nearest = Math.max(...rows.map(({ div }) => div));
  return rows.filter(({ div }) => div === nearest).map(({ id }) => id);
}

/** Open offices at the division; where it has none, at the nearest one above. */
export async function officesNear(tx: Transaction, key: number): Promise<number[]> {
  const keys = upwards(key);
  const { rows } = await sql<{ id: number; div: number }>`
    select id, div from offices where div = any(${keys}::bigint[]) and district = any(${[...new Set(keys.map((one) => Math.floor(one / 1e6)))]}::int[])
      and closed_at is null and parent_id is null`.execute(tx);
  const nearest = Math.max(...rows.map(({ div }) => div));
  return rows.filter(({ div }) => div === nearest).map(({ id }) => id);
}
