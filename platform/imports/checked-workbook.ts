import type { WorkbookSheet } from '#engines/documents/excel/cell.ts';
import type { ColumnSpec, SheetSpec, WriteValue } from '#engines/documents/excel/sheet-spec.ts';
import { writeWorkbook } from '#engines/documents/excel/write-workbook.ts';
import { foldText } from '#shared/fold-text.ts';
import { cellText } from '../registers/read-cell.ts';
import type { Registers } from '../registers/registers.ts';
import { columnSpec } from './describe-columns.ts';
import { type ImportOutcome, openInput, type WorkbookInput } from './import-workbook.ts';
import type { Finding } from './import-report.ts';
import type { SheetDefinition } from './sheet.ts';
import { headingText, RESULT_HEADING } from './sheet-headings.ts';

const PASSED = '通过';
/** The longest text a cell takes. */
const CELL_CHARACTERS = 32_000;

/**
 * The same workbook with a 校验结果 column: for every row what is wrong and how to mend it. Values, sheets and rows stay where
 * they were; formats of the original are not kept.
 */
export async function* checkedWorkbook(
  registers: Registers,
  input: WorkbookInput,
  outcome: Pick<ImportOutcome, 'findings' | 'notices'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const remarks = remarksBySheet(outcome);
  const sheets = await openInput(input);
  const specs = await Promise.all(sheets.map((sheet) => checkedSheet(registers.bySheet.get(foldText(sheet.name)), sheet, remarks)));
  // a workbook needs a visible sheet
  if (specs.every((spec) => spec.hidden)) for (const spec of specs) spec.hidden = false;
  yield* writeWorkbook(specs);
}

type Remarks = Map<string, Map<number, string[]>>;

function remarksBySheet(outcome: Pick<ImportOutcome, 'findings' | 'notices'>): Remarks {
  const remarks: Remarks = new Map();
  const add = (kind: string) => (found: Finding) => {
    const rows = remarks.get(found.sheet) ?? new Map<number, string[]>();
    remarks.set(found.sheet, rows);
    // what concerns headings or the whole sheet stands beside its first data row
    const row = Math.max(found.row, 2);
    rows.set(row, [...(rows.get(row) ?? []), `${kind}${found.column === '' ? '' : `〔${found.column}〕`}${found.message}${found.suggestion}`]);
  };
  outcome.findings.forEach(add('问题：'));
  outcome.notices.forEach(add('提示：'));
  return remarks;
}

interface CheckedColumn {
  index: number;
  spec: ColumnSpec;
}

async function checkedSheet(definition: SheetDefinition | undefined, sheet: WorkbookSheet, remarks: Remarks): Promise<SheetSpec> {
  const columns = await columnsOf(definition, sheet);
  const own = definition && remarks.get(definition.sheet);
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    hasHeadings: false,
    columns: [...columns.map(({ spec }) => spec), ...(definition ? [{ heading: RESULT_HEADING, width: 60, wrap: true }] : [])],
    rows: checkedRows(sheet, columns, definition ? (own ?? new Map()) : undefined),
  };
}

/** All columns that any row uses, without an older result column. */
async function columnsOf(definition: SheetDefinition | undefined, sheet: WorkbookSheet): Promise<CheckedColumn[]> {
  let width = 0;
  let headings: string[] = [];
  for await (const row of sheet.rows()) {
    width = Math.max(width, row.cells.length);
    if (row.number === 1) headings = row.cells.map(headingText);
  }
  return Array.from({ length: width }, (_, index): CheckedColumn => {
    const column = definition?.columns.find(({ heading }) => heading === headings[index]);
    const { kind, width: wide } = column ? columnSpec(column) : { kind: 'general' as const, width: undefined };
    // the heading row is an ordinary row here, so drop-downs are left out
    return { index, spec: { heading: headings[index] ?? '', kind, ...(wide ? { width: wide } : {}) } };
  }).filter(({ spec }) => !definition || spec.heading !== RESULT_HEADING);
}

async function* checkedRows(
  sheet: WorkbookSheet,
  columns: readonly CheckedColumn[],
  remarks: ReadonlyMap<number, readonly string[]> | undefined,
): AsyncGenerator<WriteValue[], void, undefined> {
  let next = 1;
  for await (const row of sheet.rows()) {
    for (; next < row.number; next += 1) yield [];
    const values = columns.map(({ index }) => row.cells[index]?.value ?? null);
    const blank = row.cells.every((cell) => cellText(cell) === '');
    yield remarks ? [...values, resultOf(row.number, blank, remarks.get(row.number))] : values;
    next = row.number + 1;
  }
}

function resultOf(row: number, blank: boolean, remarks: readonly string[] | undefined): string | null {
  const text = (remarks ?? []).join('\n').slice(0, CELL_CHARACTERS);
  if (row === 1) return RESULT_HEADING;
  if (text !== '') return text;
  return blank ? null : PASSED;
}
