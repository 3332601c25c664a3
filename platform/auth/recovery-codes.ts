import { randomInt } from 'node:crypto';

/** Without 0, 1, I, L, O, U: nothing to mistake when it is read from paper. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const COUNT = 10;

/** @returns ten different codes of about 58 random bits each, `ABCD-EFGH-JKMN` */
export function newRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < COUNT) codes.add(Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(''));
  return [...codes].map((code) => (code.match(/.{4}/g) ?? []).join('-'));
}

/** As typed, in any case and with or without hyphens. @returns undefined for what is no recovery code */
export function readRecoveryCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return plain.length === LENGTH && [...plain].every((letter) => LETTERS.includes(letter)) ? plain : undefined;
}
