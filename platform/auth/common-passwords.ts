import { readFileSync } from 'node:fs';

const FILE = new URL('./data/common-passwords.txt', import.meta.url);
let common: ReadonlySet<string> | undefined;

/** Whether a password is, but for upper and lower case, among the commonest that a profile would let through (see data/README.md). */
export function isCommonPassword(password: string): boolean {
  common ??= new Set(
    readFileSync(FILE, 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.toLowerCase()),
  );
  return common.has(password.toLowerCase());
}
