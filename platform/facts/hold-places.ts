/**
 * Whoever writes rows that live at a division must not meet a change of the tree half-way: the row would stay behind at a
 * division that has ended, or its change would be lost when the row is carried elsewhere.
 */
import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { LOCK_NUMBERS } from '../db/lock-numbers.ts';
import { ONE_SHARD_AFTER_ANOTHER } from '../db/shard-order.ts';

/** Until the transaction ends, no division is moved, merged, split or closed. Call it first; writers do not wait for each other. */
export async function holdPlaces(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK_NUMBERS.tree})`.execute(tx);
}

/** The same for a writer of one new record, with its number (`record-ids.ts`) from the same statement. */
export async function holdPlacesAndDraw(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select pg_advisory_xact_lock_shared(${LOCK_NUMBERS.tree}), nextval('record_numbers') as number`.execute(tx);
  if (!rows[0]) throw new Error('no record number');
  return rows[0].number;
}

/** Waits for all writers and keeps them out until the transaction ends: for changes of the tree. Call it first. */
export async function changePlaces(tx: Transaction): Promise<void> {
  await sql.raw(ONE_SHARD_AFTER_ANOTHER).execute(tx);
  await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.tree})`.execute(tx);
}
