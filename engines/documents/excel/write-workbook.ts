/** Writes .xlsx files as a stream: rows are pulled as the bytes are taken, memory does not grow with them. */
import { Buffer } from 'node:buffer';
import { columnLetters } from './cell.ts';
import { CHOICES_SHEET, type SheetSpec } from './sheet-spec.ts';
import { fitsInline, sheetXml } from './sheet-xml.ts';
import { stylesXml } from './styles-xml.ts';
import { escapeXml } from '../xml-text.ts';
import { writeZip, type ZipPart } from '../zip-writer.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const WORKBOOK_CONTENT_TYPE = `${SHEET_TYPE}.sheet`;

/** Long drop-down lists, one per column of the hidden sheet; the same list is stored once. */
function collectLongLists(sheets: readonly SheetSpec[]) {
  const lists = new Map<string, readonly string[]>();
  for (const { choices } of sheets.flatMap((sheet) => [...sheet.columns])) {
    if (choices && choices.length > 0 && !fitsInline(choices)) lists.set(JSON.stringify(choices), choices);
  }
  const keys = [...lists.keys()];
  const columns = [...lists.values()];
  const height = Math.max(0, ...columns.map((list) => list.length));
  const sheet: SheetSpec | undefined =
    columns.length === 0
      ? undefined
      : {
          name: CHOICES_SHEET,
          hidden: true,
          hasHeadings: false,
          columns: columns.map(() => ({ heading: '', kind: 'text' })),
          rows: Array.from({ length: height }, (_, row) => columns.map((list) => list[row] ?? null)),
        };
  const rangeOf = (choices: readonly string[]): string => {
    const letters = columnLetters(keys.indexOf(JSON.stringify(choices)));
    return `'${CHOICES_SHEET}'!$${letters}$1:$${letters}$${choices.length}`;
  };
  return { sheet, rangeOf };
}

function contentTypes(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${sheets.join('')}</Types>`;
}

function relations(items: readonly (readonly [string, string])[]): string {
  const rows = items.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rows.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly SheetSpec[], active: number): string {
  const items = sheets.map(
    (sheet, index) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><workbookPr/><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${items.join('')}</sheets></workbook>`;
}

/** Excel's own rules on sheet names; breaking them makes a file that Excel "repairs". */
function checkNames(sheets: readonly SheetSpec[]): void {
  const names = new Set<string>();
  for (const { name } of sheets) {
    if (name === '' || name.length > 31 || /[\\/?*[\]:]|^'|'$/.test(name) || names.has(name.toLowerCase())) throw new Error(`sheet name not allowed: ${name}`);
    names.add(name.toLowerCase());
  }
  if (sheets.length === 0 || sheets.every((sheet) => sheet.hidden)) throw new Error('a workbook needs a visible sheet');
}

/**
 * The bytes of a workbook, piece by piece.
 * Texts that look like formulas stay text; characters XML cannot hold are dropped; NaN and infinities are left blank.
 * @throws Error on sheet names Excel refuses (a mistake of the caller)
 */
export function writeWorkbook(sheets: readonly SheetSpec[]): AsyncGenerator<Uint8Array, void, undefined> {
  checkNames(sheets);
  const lists = collectLongLists(sheets);
  const all = lists.sheet ? [...sheets, lists.sheet] : sheets;
  const active = all.findIndex((sheet) => !sheet.hidden);
  const sheetRelations = all.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const);
  const parts: ZipPart[] = [
    { path: '[Content_Types].xml', content: [contentTypes(all.length)] },
    { path: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] },
    { path: 'xl/workbook.xml', content: [workbookXml(all, active)] },
    { path: 'xl/_rels/workbook.xml.rels', content: [relations([...sheetRelations, ['styles', 'styles.xml']])] },
    { path: 'xl/styles.xml', content: [stylesXml()] },
    ...all.map((sheet, index) => ({ path: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet, lists.rangeOf, index === active) })),
  ];
  return writeZip(parts);
}

/** The whole workbook in memory, for small ones. */
export async function workbookBytes(sheets: readonly SheetSpec[]): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(writeWorkbook(sheets)));
}
