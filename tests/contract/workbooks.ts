/** Workbooks as other programs make them: written by libraries the product does not read with, or by hand. */
import type { Buffer } from 'node:buffer';
import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import { handMadeParts, zipOf } from '#tests/support/hand-made-workbook.ts';

export type CellValue = string | number | boolean | null | Formula;
/** Rows by heading. */
export type SheetRows = readonly Readonly<Record<string, CellValue>>[];
export type Book = Readonly<Record<string, SheetRows>>;

/** A formula with the result that the writing program stored, if any. */
export interface Formula {
  formula: string;
  result?: string | number | boolean;
}

export interface BookOptions {
  hidden?: readonly string[];
  type?: BookType;
}

/** One sheet per register, headings in the order in which the rows name them. */
export function workbook(book: Book, options: BookOptions = {}): Uint8Array {
  return gridWorkbook(Object.fromEntries(Object.entries(book).map(([sheet, rows]) => [sheet, gridOf(rows)])), options);
}

function gridOf(rows: SheetRows): CellValue[][] {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? null))];
}

/** Sheets cell by cell, headings included. */
export function gridWorkbook(grids: Readonly<Record<string, readonly (readonly CellValue[])[]>>, { hidden = [], type = 'xlsx' }: BookOptions = {}): Uint8Array {
  const file = utils.book_new();
  for (const [name, grid] of Object.entries(grids)) utils.book_append_sheet(file, sheetOf(grid), name);
  file.Workbook = { Sheets: Object.keys(grids).map((name) => ({ Hidden: hidden.includes(name) ? 1 : 0 })) };
  return new Uint8Array(write(file, { type: 'buffer', bookType: type }) as Uint8Array);
}

function sheetOf(grid: readonly (readonly CellValue[])[]): WorkSheet {
  const plain = grid.map((row) => row.map((cell) => (isFormula(cell) ? null : cell)));
  const sheet = utils.aoa_to_sheet(plain);
  for (const [row, cells] of grid.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (!isFormula(cell)) continue;
      const { formula, result } = cell;
      const type = typeof result === 'string' ? 's' : typeof result === 'boolean' ? 'b' : 'n';
      sheet[utils.encode_cell({ r: row, c: column })] = result === undefined ? { t: 'z', f: formula } : { t: type, v: result, f: formula };
    }
  }
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(grid.length - 1, 0), c: Math.max(...grid.map((row) => row.length - 1), 0) } });
  return sheet;
}

function isFormula(cell: CellValue): cell is Formula {
  return cell !== null && typeof cell === 'object';
}

export interface HandMadeSheet {
  name: string;
  /** content of sheetData */
  rows: string;
  /** attributes of the sheet's entry, such as `state="veryHidden"` */
  attributes?: string;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/** Any XML in any sheets. Style 1 is a built-in date; `formats` are the number formats of styles 2, 3 … */
export function handMade(
  sheets: readonly HandMadeSheet[],
  options: { date1904?: boolean; formats?: string[]; sharedStrings?: string[] } = {},
): Promise<Buffer> {
  const entries = sheets.map(({ name, attributes = '' }, index) => `<sheet name="${name}" sheetId="${index + 1}" ${attributes} r:id="rIdS${index + 1}"/>`);
  const relations = [
    ...sheets.map((_, index) => `<Relationship Id="rIdS${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/s${index + 1}.xml"/>`),
    `<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/>`,
    `<Relationship Id="rIdStrings" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`,
  ];
  const parts = {
    'xl/workbook.xml': `${HEAD}<workbook xmlns:r="${OFFICE}"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${relations.join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map(({ rows }, index) => [`xl/worksheets/s${index + 1}.xml`, `${HEAD}<worksheet><sheetData>${rows}</sheetData></worksheet>`])),
  };
  return zipOf(handMadeParts({ formats: options.formats, sharedStrings: options.sharedStrings, parts }));
}

export function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** A row of texts from column A on, with further cells as XML. */
export function textRow(number: number, texts: readonly string[], more = ''): string {
  return `<row r="${number}">${texts.map((text, index) => (text === '' ? '' : textCell(utils.encode_cell({ r: number - 1, c: index }), text))).join('')}${more}</row>`;
}
