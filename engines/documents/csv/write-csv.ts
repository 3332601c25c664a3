/** Tables as text for other programs (RFC 4180): UTF-8 with the mark by which Excel knows it, and no cell that a spreadsheet takes for a formula. */

const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

export function csvBytes(rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('')}`);
}

function written(cell: string | number | null): string {
  const text = String(cell ?? '');
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
