import type { Context } from '#platform/context.ts';

/** Finds a telephone without its number in clear. @param phone eleven digits */
export function phoneIndexOf({ platform }: Context, phone: string): string {
  return platform.cipher.blindIndex(phone, 'person-phone');
}

/** The number is part of it, so a code is worth nothing for another telephone. */
export function codeIndexOf({ platform }: Context, phone: string, code: string): string {
  return platform.cipher.blindIndex(`${phone}/${code}`, 'phone-code');
}
