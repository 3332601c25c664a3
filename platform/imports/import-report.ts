import type { ColumnDefinition, Problem, SheetDefinition } from './sheet.ts';

/** One problem at its place in the workbook; the outside contract fixes these names. */
export interface Finding {
  sheet: string;
  /** as Excel numbers it; 1 for what concerns headings or the whole sheet */
  row: number;
  /** the heading; empty for what concerns the whole sheet */
  column: string;
  /** `C12` */
  cell: string;
  value: string;
  rule: string;
  message: string;
  suggestion: string;
}

/** A row as it stands in the file, so that a finding can be looked at among its neighbours. */
export interface ReportedRow {
  sheet: string;
  row: number;
  cells: { column: string; value: string }[];
}

export interface SheetCounts {
  sheet: string;
  /** with repeated rows */
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

/** A notice on each of 100,000 rows helps nobody: after this many of one kind and column only their number is told. */
const NOTICES_OF_A_KIND = 500;
/** Nobody looks at more rows on a screen; the marked workbook has them all. */
const ROWS_KEPT = 300;

/** Gathers what is found and counted while a workbook is read. */
export class ImportReport {
  readonly findings: Finding[] = [];
  readonly counts = new Map<string, SheetCounts>();
  readonly rows: ReportedRow[] = [];
  readonly #notices: Finding[] = [];
  readonly #kinds = new Map<string, { count: number; first: Finding }>();

  add(severity: Problem['severity'], finding: Finding): void {
    if (severity === 'finding') {
      this.findings.push(finding);
      return;
    }
    const kind = JSON.stringify([finding.sheet, finding.column, finding.rule]);
    const known = this.#kinds.get(kind) ?? { count: 0, first: finding };
    known.count += 1;
    this.#kinds.set(kind, known);
    if (known.count <= NOTICES_OF_A_KIND) this.#notices.push(finding);
  }

  keepRow(row: () => ReportedRow): void {
    if (this.rows.length < ROWS_KEPT) this.rows.push(row());
  }

  /** Notices in order, with one line more for each kind that had too many. */
  notices(): Finding[] {
    const rest = [...this.#kinds.values()].flatMap(({ count, first }): Finding[] => {
      if (count <= NOTICES_OF_A_KIND) return [];
      const message = `另有 ${count - NOTICES_OF_A_KIND} 处同样的提示，不再逐条列出。`;
      return [{ ...first, row: 1, cell: first.cell.replace(/\d+$/, '1'), value: '', message, suggestion: '请按前面的提示一并检查这一列。' }];
    });
    return [...this.#notices, ...rest];
  }

  countsOf(definition: Pick<SheetDefinition, 'sheet'>): SheetCounts {
    const known = this.counts.get(definition.sheet);
    if (known) return known;
    const counts = { sheet: definition.sheet, rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
    this.counts.set(definition.sheet, counts);
    return counts;
  }
}

/** A problem of a whole sheet. */
export function sheetProblem(sheet: string, rule: string, message: string, suggestion: string): Finding {
  return { sheet, row: 1, column: '', cell: 'A1', value: '', rule, message, suggestion };
}

export type ColumnPlace = { column: ColumnDefinition; cell: string };
