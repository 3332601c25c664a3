import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { readReferredNames } from '#platform/registers/read-referred-names.ts';
import { outsideValue } from '#platform/registers/record-values.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { selectRows, type StoredRow } from '#platform/registers/stored-row.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { WireValues } from '../contract/wire.ts';
import { digestOf } from './sign.ts';

const PAGE = 1000;

/** The same on both sides for the same content: fields in order, lists in order. */
export function digestOfValues(values: WireValues | null): string {
  if (values === null) return digestOf('');
  const entries = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
  return digestOf(JSON.stringify(entries.map(([field, value]) => [field, Array.isArray(value) ? value.toSorted() : value])));
}

/** The agreed columns of some records, as the other side gets them; places as they were recorded. */
export async function contentOf(
  db: Database | Transaction,
  { platform }: Context,
  registers: Registers,
  definition: SheetDefinition,
  columns: readonly string[],
  rows: readonly StoredRow[],
  range: KeyRange,
): Promise<WireValues[]> {
  const names = await readReferredNames(db, registers, definition, rows, range);
  const agreed = definition.columns.filter(({ field }) => columns.includes(field));
  const terms = { cipher: platform.cipher, masked: true, asRecorded: true, names };
  return rows.map((row) => Object.fromEntries(agreed.map((column) => [column.field, outsideValue(definition, column, row, terms)])));
}

/** All records of a register in a place, page by page. What was invented for looking around is told to nobody. */
export async function* recordsIn(db: Database | Transaction, definition: SheetDefinition, range: KeyRange): AsyncGenerator<StoredRow[], void, undefined> {
  let last = { district: -1, div: -1, id: -1 };
  for (;;) {
    const after = sql`${inRange(range, 't')} and not t.demonstration and (t.district, t.div, t.id) > (${last.district}::int, ${last.div}::bigint, ${last.id}::bigint)`;
    const rows = await selectRows(db, definition, after, sql`t.district, t.div, t.id`, PAGE);
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    last = { district: end.district, div: end.div, id: end.id };
  }
}
