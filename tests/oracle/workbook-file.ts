import { utils, write } from '@e965/xlsx';
import { SHEETS, type WorkbookRows } from './workbook-rows.ts';

/** The rows as an .xlsx file, made by a library the product does not read workbooks with. Codes and days are text, numbers are numbers. */
export function workbookFile(book: WorkbookRows): Uint8Array {
  const file = utils.book_new();
  for (const sheet of SHEETS) {
    const rows = book[sheet] ?? [];
    if (rows.length > 0) utils.book_append_sheet(file, utils.json_to_sheet(rows), sheet);
  }
  return new Uint8Array(write(file, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
}
