import { sql } from 'kysely';
import type { KeyRange } from '#shared/division-code.ts';
import { inRange } from '../access/jurisdiction.ts';
import type { Database, Transaction } from '../db/database.ts';
import { isOneOf } from '../db/few.ts';
import { findWhereTheyLie } from '../db/moved-records.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import type { Registers } from './registers.ts';
import { snakeCase } from './table-layout.ts';

/** Present names of the records that these rows name only by their id. One round trip per reference. */
export async function readReferredNames(
  tx: Database | Transaction,
  registers: Registers,
  definition: SheetDefinition,
  rows: readonly Record<string, unknown>[],
  range: KeyRange,
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const reference of definition.references ?? []) {
    if (isNameStored(definition, reference.nameField)) continue;
    const target = registers.byRegister.get(reference.register);
    const ids = rows.map((row) => row[snakeCase(reference.store)]).filter((id) => typeof id === 'number');
    if (!target?.nameField || ids.length === 0) continue;
    const name = sql.ref(`t.${snakeCase(target.nameField)}`);
    const found = await findWhereTheyLie(tx, ids, async (districts, wanted) => {
      const { rows: named } = await sql<{ id: number; name: string }>`
        select t.id, ${name} as name from ${sql.table(target.table)} t
        where ${isOneOf(sql`t.district`, districts, 'int')} and ${isOneOf(sql`t.id`, wanted, 'bigint')} and ${inRange(range, 't')}`.execute(tx);
      return named;
    });
    for (const [id, one] of found) names.set(id, one.name);
  }
  return names;
}

function isNameStored(definition: SheetDefinition, nameField: string): boolean {
  return definition.columns.some(({ field, stored }) => field === nameField && stored !== false);
}
