import type { Context } from '#platform/context.ts';

/** Finds a telephone without its number in clear. @param phone eleven digits */
export function phoneIndexOf({ platform }: Context, phone: string): string {
  return platform.cipher.blindIndex(phone, 'person-phone');
}

/** Names a telephone in counters and in the trail, which outlives what it is known by elsewhere. */
export function phoneDigestOf({ platform }: Context, phone: string): string {
  return platform.cipher.digest(phone, 'phone');
}

/**
 * Where the newest code for a telephone lies. A browser known to its holder has a place of its own: what strangers ask for and try
 * neither takes the place of the holder's code nor uses up its tries (ADR 0120).
 */
export function codePlaceOf(context: Context, phone: string, browser: string | undefined): string {
  return browser === undefined ? phoneDigestOf(context, phone) : context.platform.cipher.digest(`${phone}/${browser}`, 'phone-code-place');
}

/** The number is part of it, so a code is worth nothing for another telephone. */
export function codeIndexOf({ platform }: Context, phone: string, code: string): string {
  return platform.cipher.digest(`${phone}/${code}`, 'phone-code');
}
