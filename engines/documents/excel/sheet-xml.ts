/** One worksheet as XML, row by row. Texts are inline, so that no table of strings grows with the rows. */
import { isDay } from '#shared/day.ts';
import { columnLetters } from './cell.ts';
import { serialOfDay } from './serial-date.ts';
import type { ColumnSpec, SheetSpec, WriteValue } from './sheet-spec.ts';
import { styleIndex } from './styles-xml.ts';
import { escapeXml } from '../xml-text.ts';

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LAST_ROW = 1_048_576;
const MAX_INLINE_LIST = 255;

/**
 * Excel would take such a text for a formula once someone edits it or saves it as CSV; the style marks it as text. East Asian
 * editions take the full-width signs alike.
 */
function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text);
}

function textCell(reference: string, text: string, style: number): string {
  const escaped = escapeXml(text.replace(/_x([0-9A-Fa-f]{4})_/g, '_x005F_x$1_').replaceAll('\r', '_x000D_'));
  // without the mark a reader may drop blanks at the ends; with it on every cell a large export doubles
  const space = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${escaped}</t></is></c>`;
}

type CellWriter = (value: WriteValue | undefined, row: number) => string;

/** What does not change from row to row is worked out once per column. */
function createCellWriter(column: ColumnSpec | undefined, index: number): CellWriter {
  const letters = columnLetters(index);
  const style = styleIndex(column);
  const quoted = styleIndex(column, 'quoted');
  return (value, row) => {
    if (value === null || value === undefined || value === '') return '';
    const reference = letters + row;
    if (typeof value === 'boolean') return `<c r="${reference}" s="${style}" t="b"><v>${value ? 1 : 0}</v></c>`;
    if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${reference}" s="${style}"><v>${value}</v></c>` : '';
    const serial = column?.kind === 'date' && isDay(value) ? serialOfDay(value) : undefined;
    if (serial !== undefined) return `<c r="${reference}" s="${style}"><v>${serial}</v></c>`;
    return textCell(reference, value, looksLikeFormula(value) ? quoted : style);
  };
}

/** Chinese characters take two of the units in which Excel measures widths. */
function widthOf(column: ColumnSpec): number {
  const heading = [...column.heading].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
  return column.width ?? Math.max(heading + 4, column.kind === 'date' ? 13 : 10);
}

function columnsXml(columns: readonly ColumnSpec[]): string {
  if (columns.length === 0) return '';
  const items = columns.map((column, index) => {
    const hidden = column.hidden ? ' hidden="1"' : '';
    return `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" style="${styleIndex(column)}" customWidth="1"${hidden}/>`;
  });
  return `<cols>${items.join('')}</cols>`;
}

/** True when the list fits into the rule itself; longer ones and ones with commas or quotes go to the hidden sheet. */
export function fitsInline(choices: readonly string[]): boolean {
  return choices.join(',').length <= MAX_INLINE_LIST && !choices.some((choice) => /[",]/.test(choice));
}

function validationsXml(columns: readonly ColumnSpec[], listRange: (choices: readonly string[]) => string): string {
  const rules = columns.flatMap((column, index) => {
    const { choices } = column;
    if (!choices || choices.length === 0) return [];
    const letters = columnLetters(index);
    const formula = fitsInline(choices) ? `"${choices.join(',')}"` : listRange(choices);
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="请从列表中选择" error="${escapeXml(`“${column.heading}”只能填写下拉列表中的值。`)}" ` +
        `sqref="${letters}2:${letters}${LAST_ROW}"><formula1>${escapeXml(formula)}</formula1></dataValidation>`,
    ];
  });
  return rules.length > 0 ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : '';
}

function headingRow(columns: readonly ColumnSpec[]): string {
  const cells = columns.map((column, index) =>
    textCell(`${columnLetters(index)}1`, column.heading, styleIndex(column, column.required ? 'requiredHeading' : 'heading')),
  );
  return `<row r="1">${cells.join('')}</row>`;
}

/** The worksheet part in pieces. */
export async function* sheetXml(
  sheet: SheetSpec,
  listRange: (choices: readonly string[]) => string,
  isActive: boolean,
): AsyncGenerator<string, void, undefined> {
  const hasHeadings = sheet.hasHeadings !== false;
  const pane = hasHeadings ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${NAMESPACE}">${sheet.landscape ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''}<sheetViews><sheetView workbookViewId="0"${isActive ? ' tabSelected="1"' : ''}>${pane}</sheetView></sheetViews>`;
  yield `${columnsXml(sheet.columns)}<sheetData>`;
  let number = 0;
  if (hasHeadings) {
    number = 1;
    yield headingRow(sheet.columns);
  }
  const writers = sheet.columns.map(createCellWriter);
  for await (const values of sheet.rows) {
    number += 1;
    let cells = '';
    for (const [index, write] of writers.entries()) cells += write(values[index], number);
    yield `<row r="${number}">${cells}</row>`;
  }
  const page = sheet.landscape ? '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' : '';
  yield `</sheetData>${validationsXml(sheet.columns, listRange)}${page}</worksheet>`;
}
