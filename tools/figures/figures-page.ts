import type { Figure } from './figure.ts';

const HEAD = `# Figures of the long checks

Written by \`npm run verify:long\`; do not edit. A row is the last full run of its check; [security](../security.md) says what the promises mean.
"At most" is the upper end of the 95 % interval of the share that goes wrong: 3/n where nothing did.

| promise | tried | n | went wrong | at most | measured | when, where |
|---|---|---|---|---|---|---|
`;

/**
 * The page with new figures in it, by promise.
 * @param former the page as it was; empty when every check was run, so that rows of checks that are gone go too
 * @param where day, commit and machine
 */
export function figuresPage(former: string, figures: readonly Figure[], where: string): string {
  const rows = readRows(former);
  for (const figure of figures) rows.set(cell(figure.promise), writeRow(figure, where));
  const sorted = [...rows].sort(([one], [other]) => (one < other ? -1 : 1));
  return HEAD + sorted.map(([, row]) => `${row}\n`).join('');
}

/** promise → its line */
function readRows(page: string): Map<string, string> {
  const lines = page.split('\n').filter((line) => line.startsWith('| '));
  return new Map(lines.slice(1).map((line) => [line.split(' | ')[0]?.slice(2) ?? '', line]));
}

function cell(value: string): string {
  return value.replaceAll(/\s*\|\s*/g, ' / ').replaceAll('\n', ' ');
}

function writeRow({ promise, tried, n, wrong, measured = '' }: Figure, where: string): string {
  const atMost = `${Number((upperBound(wrong, n) * 100).toPrecision(2))} %`;
  return `| ${[promise, tried, n.toLocaleString('en'), wrong.toLocaleString('en'), atMost, measured, where].map(cell).join(' | ')} |`;
}

/** Upper end of the 95 % interval of a share: 3/n for none, Wilson's bound else. */
function upperBound(wrong: number, n: number): number {
  if (n === 0) return 1;
  if (wrong === 0) return Math.min(1, 3 / n);
  const [z, share] = [1.96, wrong / n];
  const middle = share + z ** 2 / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return Math.min(1, (middle + spread) / (1 + z ** 2 / n));
}
