/** Does a number format show a calendar day? Excel stores days as numbers; only the format tells. */

/** Built-in formats with a day, a month or a year, with those of Chinese Excel (27–31, 36, 50–54, 57, 58). */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** The part of a format that is codes: without literals, colours and locales; elapsed times count as hours. */
function codesOf(format: string): string {
  return (format.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[hms]+\]/gi, 'h')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|am\/pm|a\/p|上午\/下午/gi, '')
    .toLowerCase();
}

/** `yyyy"年"m"月"d"日"` yes, `h:mm` no, `0.00E+00` no. */
export function isDateFormat(format: string): boolean {
  const codes = codesOf(format);
  if (/[#0?]/.test(codes)) return false;
  if (/[yd]/.test(codes)) return true;
  return /m/.test(codes) && !/[hs]/.test(codes);
}

export function isBuiltInDate(formatId: number): boolean {
  return BUILT_IN_DATES.has(formatId);
}
