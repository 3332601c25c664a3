import { displayWidth } from './display-width.ts';

/** What a command answers: one document for programs, lines for people. */
export interface Answer {
  /** printed with `--json` as the only thing on standard output; pieces of text when it may be very long */
  document?: unknown;
  /** printed on standard output without `--json` */
  lines?: readonly string[] | AsyncIterable<string>;
  /** the work was refused (bad input, findings): exit code 1 */
  refused?: boolean;
}

/** Rows as aligned columns; Chinese characters take two places. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, displayWidth(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
}
