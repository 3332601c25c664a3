/** How text from people and files is read: blanks of all kinds trimmed, full-width letters and digits folded. */

const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ]/;
const ALL_FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ]/g;
const OFFSET = 0xfee0;
const UNSEEN = '\u200B';

/** `　ＡＢ１ ` → `AB1`. Other full-width marks (（）：，) stay: they are good Chinese. */
export function foldText(text: string): string {
  // most texts are as they should be, and an import asks for millions
  const isBare = text.trim().length === text.length && !text.startsWith(UNSEEN) && !text.endsWith(UNSEEN);
  const trimmed = isBare ? text : text.replace(/^[\s\u200B]+|[\s\u200B]+$/g, '');
  return FULL_WIDTH.test(trimmed) ? trimmed.replace(ALL_FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - OFFSET)) : trimmed;
}
