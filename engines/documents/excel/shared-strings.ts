import type { Archive } from './archive.ts';
import { createXmlTokenizer } from './xml-tokens.ts';

/** Undoes Excel's `_x000D_` escapes and drops what no text column can hold: NUL and halves of characters. */
export function plainText(text: string): string {
  const decoded = text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
  return (decoded.includes('\0') ? decoded.replaceAll('\0', '') : decoded).toWellFormed();
}

/** A text as it mostly stands there: without runs, guides and escapes. */
const PLAIN_TEXT = /<si><t(?: xml:space="preserve")?>([^<>&]*)<\/t><\/si>/y;

/** The table of texts that cells point into. Runs are joined; phonetic guides (rPh) are no part of the text. */
export async function readSharedStrings(archive: Archive, path: string): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let inItem = false;
  let inText = false;
  let inPhonetic = false;
  const tokenizer = createXmlTokenizer({
    takeWhole(buffer, at) {
      PLAIN_TEXT.lastIndex = at;
      const found = inItem ? null : PLAIN_TEXT.exec(buffer);
      if (!found) return -1;
      strings.push(plainText(found[1] ?? ''));
      return PLAIN_TEXT.lastIndex;
    },
    open(name) {
      if (name === 'si') {
        current = '';
        inItem = true;
      } else if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    close(name) {
      if (name === 'si') {
        strings.push(plainText(current));
        inItem = false;
      } else if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
    },
    text(text) {
      if (inText) current += text;
    },
  });
  for await (const piece of archive.held(path)) tokenizer.push(piece);
  tokenizer.end();
  return strings;
}
