import { sql } from 'kysely';
import type { Transaction } from './database.ts';

const NUMBERS = 1_000_000_000;

/**
 * Ids of new records: district of birth × 10^9 + a number of the whole installation. The district is a routing hint,
 * not a fact: an id stays when its record moves.
 */
export async function nextRecordIds(tx: Transaction, district: number, count: number): Promise<number[]> {
  const several = sql<{ number: number }>`select nextval('record_numbers') as number from generate_series(1, ${count}::int)`;
  const rows = await (count === 1 ? sql<{ number: number }>`select nextval('record_numbers') as number` : several).execute(tx);
  return rows.rows.map((row) => idInDistrict(district, row.number));
}

export function idInDistrict(district: number, number: number): number {
  return district * NUMBERS + number;
}

/** Where the record of an id was born, and lies unless it moved (`moved-records.ts`). */
export function birthDistrictOf(id: number): number {
  return Math.floor(id / NUMBERS);
}

export async function nextRecordId(tx: Transaction, district: number): Promise<number> {
  const [id] = await nextRecordIds(tx, district, 1);
  if (id === undefined) throw new Error('no record number');
  return id;
}

/** The stable code that people see and files carry: `W440103-000000123`. */
export function codeOfRecord(id: number): string {
  return `W${String(Math.floor(id / NUMBERS)).padStart(6, '0')}-${String(id % NUMBERS).padStart(9, '0')}`;
}

/** @returns the id, or undefined when the text is no such code. */
export function recordIdOf(code: string): number | undefined {
  const match = /^W(\d{6})-(\d{9})$/.exec(code.trim().toUpperCase());
  return match ? Number(match[1]) * NUMBERS + Number(match[2]) : undefined;
}
