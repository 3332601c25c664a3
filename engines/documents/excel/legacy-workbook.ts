/** Old .xls files: read whole by SheetJS (the fixed build), typed into the same cells. */
import type * as SheetJs from '@e965/xlsx';
import { refuse } from '#shared/errors.ts';
import { type Cell, columnLetters, EMPTY_CELL, type WorkbookRow, type WorkbookSheet } from './cell.ts';
import { workbookErrors } from './errors.ts';
import { sizeInWords, type WorkbookLimits } from './limits.ts';
import { isDateFormat } from './number-format.ts';
import { type DateSystem, dayOfSerial } from './serial-date.ts';
import { plainText } from './shared-strings.ts';

const ERROR_TEXTS: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

function cellOf(source: SheetJs.CellObject | undefined, system: DateSystem): Cell {
  if (!source) return EMPTY_CELL;
  const isFormula = source.f !== undefined;
  const base = { raw: String(source.v ?? ''), isFormula, formulaHasResult: true };
  if (source.v === undefined || source.v === '') return isFormula ? { ...EMPTY_CELL, isFormula, formulaHasResult: source.t === 's' } : EMPTY_CELL;
  if (source.t === 'b') return { ...base, raw: source.v ? '1' : '0', kind: 'boolean', value: source.v === true };
  if (source.t === 'e') {
    const value = ERROR_TEXTS[Number(source.v)] ?? '#N/A';
    return { ...base, raw: value, kind: 'error', value };
  }
  if (source.t === 'n') {
    const value = Number(source.v);
    const day = isDateFormat(String(source.z ?? 'General')) ? dayOfSerial(value, system) : undefined;
    return day === undefined ? { ...base, kind: 'number', value } : { ...base, kind: 'date', value: day };
  }
  return { ...base, kind: 'text', value: plainText(String(source.v)) };
}

function rowOf(source: readonly (SheetJs.CellObject | undefined)[], number: number, system: DateSystem): WorkbookRow | undefined {
  const cells = Array.from(source, (cell) => cellOf(cell, system));
  while (cells.length > 0 && cells.at(-1)?.kind === 'empty' && cells.at(-1)?.isFormula === false) cells.pop();
  return cells.length > 0 ? { number, cells } : undefined;
}

function parse(library: typeof SheetJs, bytes: Uint8Array): SheetJs.WorkBook {
  try {
    return library.read(bytes, { type: 'array', dense: true, cellFormula: true, cellNF: true, cellText: false, cellHTML: false, cellDates: false });
  } catch (error) {
    const isEncrypted = error instanceof Error && /password|encrypt/i.test(error.message);
    throw refuse(isEncrypted ? workbookErrors.WORKBOOK_ENCRYPTED : workbookErrors.WORKBOOK_DAMAGED, { what: '旧版工作簿无法解析' });
  }
}

function checkWidth(row: WorkbookRow, sheet: string, limits: WorkbookLimits): void {
  if (row.cells.length <= limits.columns) return;
  const cell = `${columnLetters(row.cells.length - 1)}${row.number}`;
  throw refuse(workbookErrors.WORKBOOK_DIMENSIONS, { sheet, what: `单元格 ${cell} 有内容，超过 ${limits.columns} 列` });
}

/** @throws WORKBOOK_TOO_LARGE, WORKBOOK_ENCRYPTED, WORKBOOK_DAMAGED */
export async function readLegacyWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Promise<WorkbookSheet[]> {
  if (bytes.byteLength > limits.legacyFileBytes) {
    throw refuse(workbookErrors.WORKBOOK_TOO_LARGE, { limit: `${sizeInWords(limits.legacyFileBytes)}（旧版 .xls；另存为 .xlsx 可上传更大的文件）` });
  }
  const workbook = parse(await import('@e965/xlsx'), bytes);
  const system: DateSystem = workbook.Workbook?.WBProps?.date1904 === true ? '1904' : '1900';
  return workbook.SheetNames.map((name, index) => ({
    name,
    hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    async *rows() {
      const data = workbook.Sheets[name]?.['!data'] ?? [];
      for (const [at, source] of data.entries()) {
        const row = source ? rowOf(source, at + 1, system) : undefined;
        if (!row) continue;
        checkWidth(row, name, limits);
        yield row;
      }
    },
  }));
}
