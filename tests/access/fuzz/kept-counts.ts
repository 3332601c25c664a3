/** A long run that was broken off is taken up again where `WOTU_FUZZ_KEPT` names a folder: what was counted of an operation stays there. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Count {
  asked: number;
  failed: number;
  offSchema: number;
  overlooked: number;
}

const FOLDER = process.env['WOTU_FUZZ_KEPT'] ?? '';

const fileOf = (operation: string, examples: number) => path.join(FOLDER, `${operation}.${examples}.json`);

/** @param examples asked of the operation: another number counts anew */
export function keptCount(operation: string, examples: number): Count | undefined {
  const file = fileOf(operation, examples);
  return FOLDER !== '' && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Count) : undefined;
}

export function keepCount(operation: string, examples: number, count: Count): void {
  if (FOLDER === '') return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(operation, examples), JSON.stringify(count));
}
