import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A file by its path from the product's folder, with `/`. Rules take these, so that a test can plant one that does not exist. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What a rule found: where, and what to do instead. */
export interface Violation {
  path: string;
  message: string;
}

const TEXT = /\.(ts|tsx|mjs|js|json|sql|yaml|yml|md|html|css|sh|txt|csv)$|^\.ci\/run$|^LICENSE$/;

/** Every text file of the product: what git tracks, and what is new and not ignored. */
export function readSourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: PROJECT, encoding: 'utf8', maxBuffer: 1 << 26 });
  return listed
    .split('\0')
    .filter((name) => TEXT.test(name) && existsSync(path.join(PROJECT, name)))
    .map((name) => ({ path: name, text: readFileSync(path.join(PROJECT, name), 'utf8') }));
}

/** The code: TypeScript, without what is generated. */
export function codeOf(files: readonly SourceFile[]): SourceFile[] {
  return files.filter((file) => /\.tsx?$/.test(file.path) && file.path !== 'database/types.ts');
}

export function isTest(file: SourceFile): boolean {
  return /\.(test|journey)\.tsx?$/.test(file.path) || file.path.startsWith('tests/') || file.path.startsWith('bench/');
}
