import { codeOf } from '#shared/division-code.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { codeOfRecord } from '../db/record-ids.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { readReferredNames } from './read-referred-names.ts';
import { outsideValues, type OutsideValue } from './record-values.ts';
import type { Registers } from './registers.ts';
import type { StoredRow } from './stored-row.ts';
import { once } from './table-layout.ts';

export interface PresentedRecord {
  id: string;
  code: string;
  version: number;
  division: string;
  demonstration: boolean;
  values: Record<string, OutsideValue>;
}

/** Records as screens see them: personal data masked, references by name. */
export async function presentRecords(
  db: Database | Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  rows: readonly StoredRow[],
): Promise<PresentedRecord[]> {
  const names = await readReferredNames(db, registers, definition, rows, context.actor.range);
  const terms = { cipher: context.platform.cipher, masked: true, asRecorded: false, names };
  return rows.map((row) => ({
    id: String(row.id),
    code: codeOfRecord(row.id),
    version: row.version,
    division: codeOf(row.div),
    demonstration: row.demonstration,
    values: outsideValues(definition, row, terms),
  }));
}

const divisionFields = once((definition: SheetDefinition) => definition.columns.filter(({ type }) => type.startsWith('division')).map(({ field }) => field));

const CODE = /^\d{12}$/;

/** Names of all divisions that the records mention, by code. @param edition of the tree, asked beside the records */
export async function divisionNamesIn(
  db: Database | Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  records: readonly PresentedRecord[],
  edition?: number,
): Promise<Record<string, string>> {
  const codes = new Set<string>();
  const note = (value: unknown) => void (typeof value === 'string' && CODE.test(value) && codes.add(value));
  for (const { division, values } of records) {
    note(division);
    for (const field of divisionFields(definition)) {
      const value = values[field];
      if (Array.isArray(value)) value.forEach(note);
      else note(value);
    }
  }
  const found = await registers.resolveDivisions(db, [...codes], context.today, edition);
  return Object.fromEntries([...found].map(([code, { name }]) => [code, name]));
}
