import { readFileSync } from 'node:fs';

const FILE = new URL('./data/leaked-passwords.txt', import.meta.url);
let leaked: ReadonlySet<string> | undefined;

/** Whether a password is, but for upper and lower case, among the commonest that a profile would let through (see data/README.md). */
export function isLeakedPassword(password: string): boolean {
  leaked ??= new Set(
    readFileSync(FILE, 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.toLowerCase()),
  );
  return leaked.has(password.toLowerCase());
}
