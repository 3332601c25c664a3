/** Finds cells of a written workbook that a spreadsheet program could take for formulas. */
import { openArchive } from '#engines/documents/excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '#engines/documents/excel/limits.ts';

/** What a text must begin with to be taken for a formula, now or once it is edited or saved as CSV; full-width signs as Excel of the East reads them. */
export const FORMULA_SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'] as const;

const SIGN_IN_XML = /^([=+\-@\t\r\n＝＋－＠]|_x000D_|_x0009_)/;

/** @returns how many texts begin with a sign and are marked as text, and the cells that are not safe, `part cell: content` */
export async function findFormulas(bytes: Uint8Array): Promise<{ marked: number; unsafe: string[] }> {
  const archive = await openArchive(bytes, DEFAULT_WORKBOOK_LIMITS);
  const isQuoted = quotedStyles(await archive.text('xl/styles.xml'));
  const unsafe: string[] = [];
  let marked = 0;
  for (const path of archive.paths().filter((part) => part.startsWith('xl/worksheets/'))) {
    const xml = await archive.text(path);
    if (/<f[\s>/]/.test(xml)) unsafe.push(`${path}: a formula`);
    for (const [, cell, style, type, content = ''] of xml.matchAll(/<c r="([A-Z]+\d+)"(?: s="(\d+)")?(?: t="(\w+)")?>(?:<is><t[^>]*>|<v>)([^<]*)/g)) {
      // a number may be negative
      if (type === undefined || !SIGN_IN_XML.test(content)) continue;
      if (type === 'inlineStr' && isQuoted[Number(style)]) marked += 1;
      else unsafe.push(`${path} ${cell}: ${content}`);
    }
  }
  return { marked, unsafe };
}

function quotedStyles(xml: string): boolean[] {
  const formats = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(xml)?.[1] ?? '';
  return [...formats.matchAll(/<xf [^>]*>/g)].map(([format]) => format.includes('quotePrefix="1"'));
}
