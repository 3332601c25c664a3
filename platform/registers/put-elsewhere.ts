import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { noteMoved } from '../db/moved-records.ts';

/** Inserts rows anew that were just deleted, with another place in them: a district is never updated (Citus). Those with an id stay known by it. */
export async function putElsewhere(tx: Transaction, table: string, rows: readonly { id?: unknown; district?: unknown }[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
  await noteMoved(
    tx,
    rows.flatMap(({ id, district }) => (typeof id === 'number' ? [{ id, district: Number(district) }] : [])),
  );
}
