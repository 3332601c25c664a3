/** One cell as the workbook stores it. `error` is an Excel error value such as `#REF!`; its text is the value. */
export type CellKind = 'text' | 'number' | 'boolean' | 'date' | 'error' | 'empty';

interface CellBase {
  isFormula: boolean;
  /** false for a formula the writing program left uncalculated: then the kind is `empty`. True for plain cells. */
  formulaHasResult: boolean;
  /** the stored text before it was typed: `44197` for a date, `1.23E+17` for a long number, `1` for 是 */
  raw: string;
}

/** Dates are `YYYY-MM-DD`, a time of day dropped. */
export type Cell =
  | (CellBase & { kind: 'text'; value: string })
  | (CellBase & { kind: 'number'; value: number })
  | (CellBase & { kind: 'boolean'; value: boolean })
  | (CellBase & { kind: 'date'; value: string })
  | (CellBase & { kind: 'error'; value: string })
  | (CellBase & { kind: 'empty'; value: null });

export const EMPTY_CELL: Cell = Object.freeze({ kind: 'empty', value: null, isFormula: false, formulaHasResult: true, raw: '' });

/** A row that holds at least one value or formula. */
export interface WorkbookRow {
  /** as Excel numbers it, from 1 */
  number: number;
  /** from column A on; gaps are empty cells */
  cells: readonly Cell[];
}

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  /** Reads the sheet from its start, holding only a few rows at a time. May be called again. */
  rows(): AsyncGenerator<WorkbookRow, void, undefined>;
}

/** 0 → "A", 27 → "AB" */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** "AB" of "AB12" → 27; -1 when there is no column. */
export function columnIndex(reference: string): number {
  let index = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}
