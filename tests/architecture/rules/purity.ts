import { importsOf, withoutComments } from '../imports.ts';
import { isTest, type SourceFile, type Violation } from '../source-files.ts';
import { zoneOf } from './zones.ts';

/** Libraries that reach outside, in code that must give the same answer for the same input. */
const OUTSIDE =
  /^(node:)?(fs|fs\/promises|net|http|https|http2|child_process|dgram|dns|os|tls|timers|timers\/promises|worker_threads|cluster|process)$|^(pg|kysely|fastify)$/;

const CLOCK_AND_CHANCE: readonly (readonly [RegExp, string])[] = [
  [/\bnew Date\(\s*\)|\bDate\.now\(|\bperformance\.now\(|\bTemporal\.Now\b/, 'the clock: take the day or the instant as a parameter'],
  [/\bMath\.random\(|\brandomUUID\(|\brandomBytes\(|\bgetRandomValues\(/, 'chance: take ids and seeds as parameters'],
  [/\bprocess\.(env|cwd|argv|hrtime|pid)\b|\bfetch\(|\bsetTimeout\(|\bsetInterval\(|\bconsole\./, 'the outside world: give back a value instead'],
];

/** Engines and domain rules see no input, output, clock or chance; modules take the time from their context. */
export function checkPurity(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => !isTest(file))
    .flatMap((file) => {
      const zone = zoneOf(file.path);
      const isPure = zone.kind === 'engine' || (zone.kind === 'module' && zone.part === 'server' && zone.rest.startsWith('domain/'));
      if (isPure) return [...checkLibraries(file), ...checkText(file, CLOCK_AND_CHANCE)];
      return zone.kind === 'module' && (zone.part === 'server' || zone.part === 'contract') ? checkText(file, CLOCK_AND_CHANCE.slice(0, 1)) : [];
    });
}

function checkLibraries(file: SourceFile): Violation[] {
  return importsOf(file)
    .filter(({ specifier, isTypeOnly }) => !isTypeOnly && OUTSIDE.test(specifier))
    .map(({ specifier }) => ({ path: file.path, message: `${specifier}: pure code reaches nothing outside` }));
}

function checkText(file: SourceFile, patterns: typeof CLOCK_AND_CHANCE): Violation[] {
  const text = withoutComments(file.text);
  return patterns.filter(([pattern]) => pattern.test(text)).map(([, message]) => ({ path: file.path, message }));
}
