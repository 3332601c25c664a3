import { sql } from 'kysely';
import type { KeyRange } from '#shared/division-code.ts';
import { inRange } from '../access/jurisdiction.ts';
import type { Transaction } from '../db/database.ts';
import type { SheetDefinition } from '../imports/sheet.ts';

/** How many records of a register lie in a place, those aside that one actor made. */
export async function homedIn(tx: Transaction, { table }: SheetDefinition, range: KeyRange, madeByOthersThan: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} t where ${inRange(range, 't')} and t.created_by <> ${madeByOthersThan}`.execute(tx);
  return rows[0]?.count ?? 0;
}
