import { columnLetters, type WorkbookSheet } from '#engines/documents/excel/cell.ts';
import type { Day } from '#shared/day.ts';
import type { Draft, RawCell } from '../registers/draft.ts';
import { maskIdNumber, maskNumbersIn } from '../crypto/masking.ts';
import { cellText } from '../registers/read-cell.ts';
import { readDraft } from '../registers/read-draft.ts';
import { isPersonal } from '../registers/table-layout.ts';
import type { Finding, ImportReport, ReportedRow } from './import-report.ts';
import type { ColumnDefinition, Problem, SheetDefinition } from './sheet.ts';
import { type Headings, readHeadings } from './sheet-headings.ts';

/** A row as read, with what is needed to point at its cells. */
export interface SheetRow {
  number: number;
  draft: Draft;
  /** 记录标识 of an export, as written */
  recordMark: string;
  cells: readonly RawCell[];
}

export interface SheetReading {
  definition: SheetDefinition;
  sheet: WorkbookSheet;
  headings: Headings;
}

/** Some groups are in memory at once, on their way through the checks to the database. */
const CHUNK = 200;
const EMPTY: RawCell = { kind: 'empty', value: null, isFormula: false, formulaHasResult: true };

/** Reads the headings. @returns undefined for a sheet without any row */
export async function openSheet(definition: SheetDefinition, sheet: WorkbookSheet, report: ImportReport): Promise<SheetReading | undefined> {
  for await (const row of sheet.rows()) {
    const cells = row.number === 1 ? row.cells : [];
    return { definition, sheet, headings: readHeadings(definition, cells, report) };
  }
  return undefined;
}

function isBlank(cell: RawCell | undefined): boolean {
  return !cell || (cellText(cell) === '' && (!cell.isFormula || cell.formulaHasResult));
}

/** The data rows in groups; rows whose known columns are all blank are passed over. */
export async function* readChunks({ definition, sheet, headings }: SheetReading, today: Day): AsyncGenerator<SheetRow[], void, undefined> {
  const { indexOf, recordMark } = headings;
  let chunk: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    const known = [...indexOf.values()];
    if (row.number === 1 || known.every((index) => isBlank(row.cells[index]))) continue;
    const rawOf = (column: ColumnDefinition) => {
      const index = indexOf.get(column);
      return index === undefined ? undefined : (row.cells[index] ?? EMPTY);
    };
    const mark = recordMark === undefined ? undefined : row.cells[recordMark];
    chunk.push({ number: row.number, draft: readDraft(definition, rawOf, today), recordMark: mark ? cellText(mark) : '', cells: row.cells });
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** What people find in the cell when they look for it: neither trimmed nor folded. */
function typedText(cell: RawCell): string {
  return typeof cell.value === 'string' ? cell.value : cellText(cell);
}

/** So many digits say something of a person, whatever is wrong with the number. */
const TELLING_DIGITS = 6;

/** The cell for an answer: numbers of people with stars, in their own columns wrong ones too. */
function shownText(column: ColumnDefinition, cell: RawCell): string {
  const text = typedText(cell);
  const isNumber = isPersonal(column) && text.replaceAll(/\D/g, '').length >= TELLING_DIGITS;
  return isNumber ? maskIdNumber(text) : maskNumbersIn(text);
}

/** The row as people see it in the file: its known columns from left to right, numbers of people with stars. */
export function reportedRow({ definition, headings }: SheetReading, row: SheetRow): ReportedRow {
  const known = [...headings.indexOf].sort(([, one], [, other]) => one - other);
  return {
    sheet: definition.sheet,
    row: row.number,
    cells: known.map(([column, index]) => ({ column: column.heading, value: shownText(column, row.cells[index] ?? EMPTY) })),
  };
}

/** A row's problem at its cell. */
export function findingAt({ definition, headings }: SheetReading, row: SheetRow, problem: Omit<Problem, 'severity'>): Finding {
  const column = definition.columns.find(({ field }) => field === problem.field);
  const index = column && headings.indexOf.get(column);
  const raw = index === undefined ? undefined : row.cells[index];
  // what concerns a column that the sheet lacks is told at the first cell of the row
  const place = index ?? Math.min(...headings.indexOf.values());
  return {
    sheet: definition.sheet,
    row: row.number,
    column: column?.heading ?? '',
    cell: `${columnLetters(place)}${row.number}`,
    value: column && raw ? shownText(column, raw) : '',
    rule: problem.rule,
    message: problem.message,
    suggestion: problem.suggestion,
  };
}
