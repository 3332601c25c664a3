/**
 * One mechanism for checks that run in two sizes: a short, seeded form in `npm test`, and the full number of trials in
 * `npm run verify:long`, which keeps the figures in docs/generated/security-figures.md. The code is the same; only numbers differ.
 *
 * A test file that imports this file is run by `npm run verify:long`, without being listed anywhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Figure } from '../../tools/figures/figure.ts';

const IS_LONG = process.env['WOTU_VERIFY'] === 'long';

/** How many trials: the short number in `npm test`, the full one in `npm run verify:long`. */
export function trials(short: number, long: number): number {
  return IS_LONG ? long : short;
}

const LONG_TIME_LIMIT = 6 * 60 * 60 * 1000;

/** The time limit of one test, for vitest. @param shortSeconds in `npm test`; six hours in `npm run verify:long` @returns milliseconds */
export function timeLimit(shortSeconds: number): number {
  return IS_LONG ? LONG_TIME_LIMIT : shortSeconds * 1000;
}

/** Seed of everything drawn by chance: the same every time unless `WOTU_VERIFY_SEED` gives another. */
export const SEED = Number(process.env['WOTU_VERIFY_SEED'] ?? 20_260_101);

/** Hands a figure to `npm run verify:long`. Call it before the assertion, so that a bad figure is kept too. Else it does nothing. */
export function noteFigure(figure: Figure): void {
  const folder = process.env['WOTU_VERIFY_FIGURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const name = figure.promise.replaceAll(/\W+/g, '-').toLowerCase();
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(figure));
}
