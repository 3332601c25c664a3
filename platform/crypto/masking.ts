/** Masks for screens and exports without the right to personal data. Total: any text, never more of it than stated. */

/** 110***********002X → first three, last four. Shorter than 8 characters: all masked. */
export function maskIdNumber(clear: string): string {
  const characters = [...clear];
  if (characters.length < 8) return '*'.repeat(characters.length);
  return `${characters.slice(0, 3).join('')}${'*'.repeat(characters.length - 7)}${characters.slice(-4).join('')}`;
}

/** 138****8000. Shorter than 8 characters: all masked. */
export function maskPhone(clear: string): string {
  const characters = [...clear];
  if (characters.length < 8) return '*'.repeat(characters.length);
  return `${characters.slice(0, 3).join('')}${'*'.repeat(characters.length - 7)}${characters.slice(-4).join('')}`;
}

/** A masked value must never be written back over the stored one. */
export function isMasked(text: string): boolean {
  return text.includes('*');
}

/** 18 characters of an ID number, or 11 digits of a mobile phone, standing alone. */
const WRITTEN_NUMBERS = /(?<![\dA-Za-z_-])(?:(\d{17}[\dXx])|(1[3-9]\d{9}))(?![\dA-Za-z_-])/g;

/** No such number can be in a text without this. */
const SO_MANY_DIGITS = /\d{11}/;

/** Free text (reasons, file names) with the ID numbers and phones in it masked: it is kept in clear and for long. */
export function maskNumbersIn(text: string): string {
  if (!SO_MANY_DIGITS.test(text)) return text;
  return text.replaceAll(WRITTEN_NUMBERS, (number, idNumber?: string) => (idNumber === undefined ? maskPhone(number) : maskIdNumber(number)));
}
