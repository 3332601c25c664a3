import { readCsv } from '#engines/documents/csv/read-csv.ts';
import type { Cell } from '#engines/documents/excel/cell.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { inspectUpload } from '#platform/imports/inspect-upload.ts';
import { cellText } from '#platform/registers/read-cell.ts';
import { foldText } from '#shared/fold-text.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { MOST_TICKETS, TICKET_COLUMNS, TICKET_SHEET, type TicketField } from '../../contract/ticket.ts';
import { MOST_DETAILS, type TicketCell, type TicketRow } from './read-ticket.ts';

/** The longest number a spreadsheet keeps exactly. */
const EXACT_DIGITS_LIMIT = 1e15;
const CSV_LIMITS = { rows: MOST_TICKETS + 1, columns: 200, characters: MOST_DETAILS * 2 };

interface RawRow {
  number: number;
  cells: readonly TicketCell[];
}

/**
 * The rows of a table of tickets, an Excel file or CSV. An Excel file is looked through in a thread of its own first.
 * @throws TICKETS_WRONG_TYPE, TICKETS_UNREADABLE, TICKETS_TOO_MANY, CSV_UNREADABLE and those of reading a workbook
 */
export async function readTicketFile({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<TicketRow[]> {
  const rows: TicketRow[] = [];
  let fields: (TicketField | undefined)[] | undefined;
  for await (const { number, cells } of name.toLowerCase().endsWith('.csv') ? csvRows(bytes) : sheetRows(name, bytes)) {
    if (!fields) {
      fields = cells.map(({ text }) => fieldOf(text));
      if (!fields.includes('number') || !fields.includes('content'))
        throw refuse(needErrors.TICKETS_UNREADABLE, { headings: TICKET_COLUMNS.map(({ heading }) => heading).join('、') });
      continue;
    }
    const filled = cells.flatMap((cell, index) => (fields?.[index] === undefined || cell.text === '' ? [] : [[fields[index], cell] as const]));
    if (filled.length > 0) rows.push({ row: number, cells: Object.fromEntries(filled) });
    if (rows.length > MOST_TICKETS) throw refuse(needErrors.TICKETS_TOO_MANY, { most: MOST_TICKETS });
  }
  return rows;
}

function fieldOf(heading: string): TicketField | undefined {
  const text = foldText(heading).replaceAll(/[\s*]/g, '');
  return TICKET_COLUMNS.find((one) => one.heading === text || one.aliases.some((alias) => alias === text))?.field;
}

async function* csvRows(bytes: Uint8Array): AsyncGenerator<RawRow> {
  for (const { number, cells } of readCsv(bytes, CSV_LIMITS)) yield { number, cells: cells.map((text) => ({ text: unescaped(foldText(text)), isCut: false })) };
}

/** `="1234"` and a mark before it are how programs keep Excel from reading a number as one. */
function unescaped(text: string): string {
  return /^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^['\t]+/, '');
}

async function* sheetRows(fileName: string, bytes: Uint8Array): AsyncGenerator<RawRow> {
  await inspectUpload({ bytes, fileName }).catch((error: unknown) => {
    // whoever reads only workbooks does not say that CSV is taken too
    throw error instanceof Refusal && error.code === 'WORKBOOK_WRONG_TYPE' ? refuse(needErrors.TICKETS_WRONG_TYPE) : error;
  });
  const sheets = (await readWorkbook(bytes, { fileName })).filter(({ hidden }) => !hidden);
  const sheet = sheets.find(({ name }) => foldText(name) === TICKET_SHEET) ?? sheets[0];
  for await (const { number, cells } of sheet?.rows() ?? []) yield { number, cells: cells.map(read) };
}

function read(cell: Cell): TicketCell {
  return { text: cellText(cell), isCut: cell.kind === 'number' && Math.abs(cell.value) >= EXACT_DIGITS_LIMIT };
}
