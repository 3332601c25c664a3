import { withoutComments } from '../imports.ts';
import { codeOf, type SourceFile, type Violation } from '../source-files.ts';

const MAX_LINES = 400;
const MAX_TEST_LINES = 500;
const EMPTY_NAMES = /^(utils?|helpers?|common|manager|base|impl|misc|shared-code)$/;
const BARRELS = /^modules\/[a-z-]+\/(contract|server)\/index\.ts$|^apps\/console\/(src\/)?index\.tsx?$/;

export function checkSizes(files: readonly SourceFile[]): Violation[] {
  return codeOf(files).flatMap((file) => {
    const lines = file.text.trimEnd().split('\n').length;
    const most = /\.(test|journey)\.tsx?$/.test(file.path) ? MAX_TEST_LINES : MAX_LINES;
    return lines > most ? [{ path: file.path, message: `${lines} lines, at most ${most}: split it by what it does` }] : [];
  });
}

export function checkNames(files: readonly SourceFile[]): Violation[] {
  return codeOf(files).flatMap((file) => {
    const violations: Violation[] = [];
    const parts = file.path.split('/').map((part) => part.replace(/(\.(test|journey|config|d))?\.tsx?$/, ''));
    const notKebab = parts.find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
    if (notKebab) violations.push({ path: file.path, message: `${notKebab} is not kebab-case` });
    const empty = parts.flatMap((part) => part.split('-')).find((word) => EMPTY_NAMES.test(word));
    if (empty) violations.push({ path: file.path, message: `"${empty}" says nothing: name the file by what it does` });
    if (/(^|\/)index\.tsx?$/.test(file.path) && !BARRELS.test(file.path)) violations.push({ path: file.path, message: 'no barrels: import the file itself' });
    return violations;
  });
}

const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/(?:\bas|[:<,|&(]|=>)\s*any\b(?!\()/, '`any` hides mistakes: use `unknown` and a schema'],
  [/@ts-(?:ignore|expect-error|nocheck)\b/, 'no @ts-ignore: mend the type'],
  [/\bexport\s+default\b/, 'no default exports'],
  [/\b(?:it|test|describe)\.(?:only|skip|todo)\b/, 'no test is left out'],
  [/\b(?:TODO|FIXME|XXX|HACK)\b/, 'no notes to self: do it, or write an issue'],
];

/** What must not stand in code, comments included. */
export function checkForbiddenText(files: readonly SourceFile[]): Violation[] {
  return codeOf(files)
    .filter((file) => !file.path.startsWith('tests/architecture/'))
    .flatMap((file) => {
      const code = withoutStrings(withoutComments(file.text));
      const allowed = (message: string) => message.includes('default') && (file.path.endsWith('.config.ts') || file.path === 'tests/support/global-setup.ts');
      return FORBIDDEN.filter(
        ([pattern, message]) => pattern.test(message.includes('@ts') || message.includes('notes') ? file.text : code) && !allowed(message),
      ).map(([, message]) => ({
        path: file.path,
        message,
      }));
    });
}

function withoutStrings(text: string): string {
  return text.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/g, "''");
}

/** The product must not depend on the machine it was written on, nor on where libraries came from. */
export function checkMachineTraces(files: readonly SourceFile[]): Violation[] {
  const traces = /(?:^|[^A-Za-z0-9.\-_/])\/(?:work|farm|home\/[a-z]+|root|Users)\/|registry\.npmjs\.org|npmmirror\.com|\bverdaccio\b/m;
  return files
    .filter((file) => !file.path.startsWith('tests/architecture/') && !file.path.startsWith('plans/sources/'))
    .flatMap((file) => (traces.test(file.text) ? [{ path: file.path, message: `names a place of one machine: ${traces.exec(file.text)?.[0].trim()}` }] : []));
}
