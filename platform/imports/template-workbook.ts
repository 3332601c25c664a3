import { writeWorkbook } from '#engines/documents/excel/write-workbook.ts';
import type { Registers } from '../registers/registers.ts';
import { columnSpec, instructionsSheet, versionSheet } from './describe-columns.ts';

/** The empty workbook with drop-downs and instructions. */
export function templateWorkbook(registers: Registers): AsyncGenerator<Uint8Array, void, undefined> {
  const sheets = registers.definitions.map(({ sheet, columns }) => ({ name: sheet, columns: columns.map(columnSpec), rows: [] }));
  return writeWorkbook([instructionsSheet(registers.definitions), ...sheets, versionSheet()]);
}
