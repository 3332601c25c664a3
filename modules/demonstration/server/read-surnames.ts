import { readFile } from 'node:fs/promises';
import type { Surnames } from './domain/names.ts';

const FILE = new URL('../data/surnames.csv', import.meta.url);

/** The surnames with their weights (see data/README.md). */
export async function readSurnames(): Promise<Surnames> {
  const lines = (await readFile(FILE, 'utf8')).trim().split(/\r?\n/).slice(1);
  return lines.map((line): readonly [string, number] => {
    const [surname = '', weight = ''] = line.split(',');
    return [surname, Number(weight)];
  });
}
