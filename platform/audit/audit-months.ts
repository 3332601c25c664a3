import { sql } from 'kysely';
import { type Day, dayInChina } from '#shared/day.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isDistributed } from '../db/is-distributed.ts';

/** Months whose tables are known to stand, by database: so that an ordinary entry does not ask. */
const standing = new WeakMap<Database, Set<Day>>();

/** First day of the month in China: the name of a part of the trail. */
export function monthOf(instant: Date): Day {
  return `${dayInChina(instant).slice(0, 7)}-01`;
}

/** The month so many months later (or earlier). */
export function addMonths(month: Day, months: number): Day {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/**
 * Makes the table of a month if it is not there, within the transaction that needs it: asked beside it, a pool whose connections all hold such
 * transactions would wait for itself. A distributed engine takes no change of tables by their owner in a transaction in which the application has
 * written, so there it is asked beside it after all; an empty month does no harm.
 */
export async function ensureMonth(tx: Transaction, db: Database, month: Day): Promise<void> {
  const known = standing.get(db) ?? new Set<Day>();
  standing.set(db, known);
  if (known.has(month)) return;
  const isBeside = await isDistributed(tx);
  const { rows } = await sql<{ stood: boolean }>`select ensure_audit_month(${month}::date) as stood`.execute(isBeside ? db : tx);
  // a table made by this very transaction goes when it is rolled back
  if (isBeside || rows[0]?.stood) known.add(month);
}

/** Makes the tables of this month and the next ones ahead of time. */
export async function prepareMonths(db: Database, now: Date, ahead = 3): Promise<void> {
  for (let months = 0; months <= ahead; months += 1) await sql`select ensure_audit_month(${addMonths(monthOf(now), months)}::date)`.execute(db);
}
