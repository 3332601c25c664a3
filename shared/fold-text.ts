/** How text from people and files is read: blanks of all kinds trimmed, full-width letters and digits folded. */

const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ]/g;
const OFFSET = 0xfee0;

/** `　ＡＢ１ ` → `AB1`. Other full-width marks (（）：，) stay: they are good Chinese. */
export function foldText(text: string): string {
  const trimmed = text.replace(/^[\s\u200B]+|[\s\u200B]+$/g, '');
  return trimmed.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - OFFSET));
}
