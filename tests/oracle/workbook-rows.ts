/** Plain rows of the evidence workbook: one object per row, keyed by the Chinese headings of the contract. */
import type { Day } from '#shared/day.ts';

export type Cell = string | number;
export type Row = Record<string, Cell>;

export const SHEETS = [
  '社区社会组织',
  '支持平台',
  '社工站',
  '驻站社工',
  '社会工作人才',
  '组织社工',
  '培训',
  '认定',
  '养老设施',
  '结对',
  '报送记录',
  '评选',
  '活动',
  '党组织',
  '经验推广',
] as const;
export type Sheet = (typeof SHEETS)[number];

/** Dates are `YYYY-MM-DD`, booleans 是/否, lists joined by 、, an absent or empty cell is blank. */
export type WorkbookRows = Partial<Record<Sheet, Row[]>>;

/** A repeated row counts once. */
export function rowsOf(book: WorkbookRows, sheet: Sheet): Row[] {
  const seen = new Set<string>();
  return (book[sheet] ?? []).filter((row) => {
    const text = JSON.stringify(row);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

export function text(row: Row, heading: string): string {
  return String(row[heading] ?? '');
}

export function number(row: Row, heading: string): number {
  return Number(row[heading] ?? 0);
}

export function isYes(row: Row, heading: string): boolean {
  return row[heading] === '是';
}

export function list(row: Row, heading: string): string[] {
  return text(row, heading)
    .split('、')
    .filter((item) => item !== '');
}

/** Readings 7: a state counts if begun on or before that day and not ended; an end on that day is an end. */
export function inForce(begins: Day, ends: Day, asOf: Day): boolean {
  return begins <= asOf && (ends === '' || ends > asOf);
}
