/** Which files may hold guards, read from the disk: the transformation and the test see the same. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findGuards, type Guard } from './find-guards.ts';

const PROJECT = path.resolve(import.meta.dirname, '../../..');
const FILES = ['modules/*/server/**/*.ts', 'modules/*/contract/*routes*.ts', 'platform/**/*.ts', 'apps/server/*.ts'];
/** The predicate itself is broken where it is asked, and the words of masks are tests of their own. */
const DEFINITIONS = ['platform/crypto/masking.ts'];

function listFiles(patterns: readonly string[]): string[] {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: PROJECT }));
  return files.map((file) => file.replaceAll('\\', '/')).filter((file) => !file.endsWith('.test.ts'));
}

const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8');

/** Codes of refusals with status 401 or 403. */
function readForbidding(): Set<string> {
  const files = listFiles(['modules/*/contract/errors.ts', 'platform/*/errors.ts']);
  return new Set(files.flatMap((file) => [...read(file).matchAll(/\b([A-Z_]+): \{\s*status: 40[13]\b/g)].map((match) => match[1] ?? '')));
}

/** Every guard of the product, by file. */
export function readGuards(): Map<string, Guard[]> {
  const forbidding = readForbidding();
  const files = listFiles(FILES).filter((file) => !DEFINITIONS.includes(file));
  const found = files.map((file) => [file, findGuards(file, read(file), forbidding)] as const);
  return new Map(found.filter(([, guards]) => guards.length > 0));
}

/** @param file as the bundler names it @returns path from the product's folder */
export function pathInProject(file: string): string {
  return path.relative(PROJECT, file.replace(/\?.*$/, '')).replaceAll('\\', '/');
}
