import type { SheetSpec } from '#engines/documents/excel/sheet-spec.ts';
import { writeWorkbook } from '#engines/documents/excel/write-workbook.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import type { Registers } from '../registers/registers.ts';
import { columnSpec, instructionsSheet, versionSheet } from './describe-columns.ts';
import { exportRows, type ExportTerms } from './export-rows.ts';
import type { SheetDefinition } from './sheet.ts';
import { RECORD_MARK_HEADING } from './sheet-headings.ts';

/**
 * All registers as one workbook, importable again without change, read in one snapshot while the bytes are taken.
 * The caller checks permissions and chooses the terms.
 */
export async function* exportWorkbook(context: Context, registers: Registers, terms: ExportTerms): AsyncGenerator<Uint8Array, void, undefined> {
  const tx = await context.platform.db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    const sheets = registers.definitions.map((definition) => dataSheet(tx, context, registers, definition, terms));
    yield* writeWorkbook([instructionsSheet(registers.definitions), ...sheets, versionSheet()]);
  } finally {
    await tx.rollback().execute();
  }
}

function dataSheet(tx: Transaction, context: Context, registers: Registers, definition: SheetDefinition, terms: ExportTerms): SheetSpec {
  const columns = definition.columns.map(columnSpec);
  return {
    name: definition.sheet,
    columns: terms.masked ? [...columns, { heading: RECORD_MARK_HEADING, kind: 'text', hidden: true }] : columns,
    rows: exportRows(tx, registers, definition, context.platform.cipher, terms),
  };
}
