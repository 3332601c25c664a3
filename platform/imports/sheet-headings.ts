import { columnLetters } from '#engines/documents/excel/cell.ts';
import { foldText } from '#shared/fold-text.ts';
import { cellText } from '../registers/read-cell.ts';
import type { RawCell } from '../registers/draft.ts';
import type { Finding, ImportReport } from './import-report.ts';
import type { ColumnDefinition, SheetDefinition } from './sheet.ts';

/** The sheets an export adds around the data. */
export const INSTRUCTIONS_SHEET = '填写说明';
export const VERSION_SHEET = '模板信息';

/** Columns the platform itself adds to workbooks. */
export const RESULT_HEADING = '校验结果';
export const RECORD_MARK_HEADING = '记录标识';

/** Where the columns of a sheet stand. */
export interface Headings {
  /** zero-based */
  indexOf: ReadonlyMap<ColumnDefinition, number>;
  /** columns with any heading, known or not */
  named: ReadonlySet<number>;
  recordMark: number | undefined;
  /** required columns are missing or a heading stands twice: no row can be read for certain */
  unusable: boolean;
}

/** `名称*`, `名称 ＊` and `*名称` read 名称: the mark is no part of the heading. */
export function headingText(cell: RawCell): string {
  return foldText(cellText(cell).replace(/^[\s*＊]+|[\s*＊]+$/g, ''));
}

/** Finds the columns by their headings; reports unknown, repeated and missing ones. */
export function readHeadings(definition: SheetDefinition, cells: readonly RawCell[], report: ImportReport): Headings {
  const byHeading = new Map(definition.columns.map((column) => [column.heading, column]));
  const indexOf = new Map<ColumnDefinition, number>();
  const named = new Set<number>();
  let recordMark: number | undefined;
  let unusable = false;
  for (const [index, cell] of cells.entries()) {
    const heading = headingText(cell);
    const column = byHeading.get(heading);
    if (heading !== '') named.add(index);
    if (heading === '' || heading === RESULT_HEADING) continue;
    if (heading === RECORD_MARK_HEADING) recordMark = index;
    else if (!column)
      report.add(
        'notice',
        headingProblem(
          definition,
          index,
          heading,
          'unknown-column',
          `不认识“${heading}”这一列，没有读取。`,
          '如果这一列有需要的数据，请把标题改成模板中的名称。',
        ),
      );
    else if (indexOf.has(column)) {
      unusable = true;
      report.add(
        'finding',
        headingProblem(definition, index, heading, 'column-repeated', `“${heading}”这一列出现了两次，不知道该读哪一列。`, '请只保留一列。'),
      );
    } else indexOf.set(column, index);
  }
  for (const column of definition.columns) {
    if (!column.required || indexOf.has(column)) continue;
    unusable = true;
    report.add(
      'finding',
      headingProblem(
        definition,
        cells.length,
        column.heading,
        'column-missing',
        `缺少必填的“${column.heading}”列，这张表的行都没有读取。`,
        '请在第 1 行补上这个标题，并填写每一行。',
      ),
    );
  }
  return { indexOf, named, recordMark, unusable };
}

/** Columns without a heading whose cells hold something: people must know that nobody reads it. */
export function reportNameless(definition: SheetDefinition, nameless: Iterable<number>, report: ImportReport): void {
  for (const index of nameless) {
    const message = `${columnLetters(index)} 列没有标题，其中的内容没有读取。`;
    report.add('notice', headingProblem(definition, index, '', 'column-without-heading', message, '如果这一列有需要的数据，请在第 1 行补上标题。'));
  }
}

function headingProblem(definition: SheetDefinition, index: number, heading: string, rule: string, message: string, suggestion: string): Finding {
  // a missing heading is told at the first free cell
  const value = rule === 'column-missing' ? '' : heading;
  return { sheet: definition.sheet, row: 1, column: heading, cell: `${columnLetters(index)}1`, value, rule, message, suggestion };
}
