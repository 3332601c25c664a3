/** Workbooks made by hand, part by part, for what no writing library would ever write. */
import { Buffer } from 'node:buffer';
import { writeZip, type ZipPart } from '#engines/documents/zip-writer.ts';

export interface HandMade {
  /** the content of sheetData */
  rows?: string;
  /** or the whole part */
  sheetXml?: string;
  /** store the sheet as UTF-16 */
  utf16?: boolean;
  sharedStrings?: string[];
  /** number formats of styles 2, 3, …; style 1 is the built-in date */
  formats?: string[];
  date1904?: boolean;
  hiddenSheet?: boolean;
  /** further parts, or replacements */
  parts?: Record<string, string>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function stylesXml(formats: readonly string[]): string {
  const custom = formats.map((format, index) => `<numFmt numFmtId="${200 + index}" formatCode="${format.replaceAll('"', '&quot;')}"/>`);
  const styles = ['<xf numFmtId="0"/>', '<xf numFmtId="14"/>', ...formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`)];
  return `${HEAD}<styleSheet><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`;
}

/** The parts of a small but complete workbook with a sheet 表一. */
export function handMadeParts(made: HandMade): Record<string, string> {
  const relation = (id: number, type: string, target: string) => `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheet = made.sheetXml ?? `${HEAD}<worksheet><sheetData>${made.rows ?? ''}</sheetData></worksheet>`;
  const hidden = made.hiddenSheet ? '<sheet name="隐藏" sheetId="2" state="veryHidden" r:id="rId4"/>' : '';
  return {
    '[Content_Types].xml': `${HEAD}<Types/>`,
    '_rels/.rels': `${HEAD}<Relationships>${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns:r="${OFFICE}"><workbookPr${made.date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="表一" sheetId="1" r:id="rId1"/>${hidden}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${relation(1, 'worksheet', 'worksheets/sheet1.xml')}${relation(2, 'styles', 'styles.xml')}${relation(3, 'sharedStrings', '/xl/sharedStrings.xml')}${relation(4, 'worksheet', '../xl/worksheets/sheet1.xml')}</Relationships>`,
    'xl/styles.xml': stylesXml(made.formats ?? []),
    'xl/sharedStrings.xml': `${HEAD}<sst>${(made.sharedStrings ?? []).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...made.parts,
  };
}

export async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const list: ZipPart[] = Object.entries(parts).map(([path, content]) => ({ path, content: [content] }));
  return Buffer.concat(await Array.fromAsync(writeZip(list)));
}

export function handMadeWorkbook(made: HandMade): Promise<Buffer> {
  const parts: Record<string, string | Buffer> = handMadeParts(made);
  if (made.utf16) parts['xl/worksheets/sheet1.xml'] = Buffer.from(String(parts['xl/worksheets/sheet1.xml']), 'utf16le');
  return zipOf(parts);
}
