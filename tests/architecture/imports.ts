import path from 'node:path';
import type { SourceFile } from './source-files.ts';

export interface Import {
  /** as written */
  specifier: string;
  /** path from the product's folder for our own files, undefined for libraries */
  target: string | undefined;
  /** erased before it runs */
  isTypeOnly: boolean;
}

const STATEMENT =
  /(?:^|[\n;}])\s*(?:import|export)\s+(type\s+)?[^'";]*?\bfrom\s*['"]([^'"\n]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"\n]+)['"]|\bimport\s*\(\s*['"]([^'"\n]+)['"]/g;

/** All modules a file names: static, for their effect, dynamic and as types. */
export function importsOf(file: SourceFile): Import[] {
  return [...withoutComments(file.text).matchAll(STATEMENT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? '';
    return { specifier, target: resolve(file.path, specifier), isTypeOnly: match[1] !== undefined };
  });
}

function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  return undefined;
}

/** Blanks comments and keeps line numbers; comment marks within strings and templates are left alone. */
export function withoutComments(text: string): string {
  return text.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('//') || part.startsWith('/*') ? part.replaceAll(/[^\n]/g, ' ') : part,
  );
}
