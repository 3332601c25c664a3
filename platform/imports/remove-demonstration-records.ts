import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { forgetEverywhere } from '../db/whereabouts.ts';
import type { Inserted } from './insert-records.ts';
import type { SheetDefinition } from './sheet.ts';

/** Removes exactly the records that bear the mark, with what hangs on them. Registers are given in the order they were written in. */
export async function removeDemonstrationRecords(tx: Transaction, sheets: readonly SheetDefinition[]): Promise<Inserted> {
  const counts: Record<string, number> = {};
  const sets = new Set<string>();
  const districts = new Set<number>();
  for (const sheet of [...sheets].reverse()) {
    const marked = sql`(select id from ${sql.table(sheet.table)} where demonstration)`;
    for (const child of sheet.children ?? []) {
      const { rows } = await sql<{
        district: number;
      }>`delete from ${sql.table(child.table)} where ${sql.ref(child.parentColumn)} in ${marked} returning district`.execute(tx);
      for (const { district } of rows) districts.add(district);
    }
    if (sheet.formerNamesTable) await sql`delete from ${sql.table(sheet.formerNamesTable)} where record_id in ${marked}`.execute(tx);
    await sql`delete from moved_records where record_id in ${marked}`.execute(tx);
    await sql`delete from record_versions where register = ${sheet.register} and record_id in ${marked}`.execute(tx);
    const { rows } = await sql<{ district: number; id: number }>`delete from ${sql.table(sheet.table)} where demonstration returning district, id`.execute(tx);
    await forgetEverywhere(
      tx,
      rows.map(({ id }) => ({ kind: 'record', key: id })),
    );
    counts[sheet.register] = rows.length;
    for (const { district } of rows) districts.add(district);
    if (rows.length > 0) for (const set of sheet.factSets) sets.add(set);
  }
  return { counts, sets: [...sets], districts: [...districts] };
}
