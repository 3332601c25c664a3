import type { RequestClass } from '#shared/route.ts';

export interface RequestLimit {
  /** length of a window; it begins with its first request */
  seconds: number;
  /** requests of one account in a window, whatever addresses they come from */
  perAccount: number;
  /** requests from one address in a window: a whole bureau stands behind one */
  perAddress: number;
  /**
   * `process`: in memory, for what is frequent and cheap; with n server processes up to n times as many go through.
   * `database`: for what is rare and expensive; one count for all processes, which a restart does not clear.
   */
  keptIn: 'process' | 'database';
}

const MINUTE = 60;
const HOUR = 3600;

/**
 * How often what may be asked. A clerk at work stays far below: opening a screen is some ten readings. Sign-in has limits of its own
 * (`modules/accounts/contract/limits.ts`), and numbers that were really shown are limited once more (`REVEALS_PER_HOUR`).
 */
export const REQUEST_LIMITS: Readonly<Record<Exclude<RequestClass, 'signIn'>, RequestLimit>> = {
  read: { seconds: MINUTE, perAccount: 600, perAddress: 2000, keptIn: 'process' },
  search: { seconds: MINUTE, perAccount: 240, perAddress: 1200, keptIn: 'process' },
  write: { seconds: MINUTE, perAccount: 240, perAddress: 1200, keptIn: 'process' },
  export: { seconds: HOUR, perAccount: 60, perAddress: 300, keptIn: 'database' },
  import: { seconds: HOUR, perAccount: 60, perAddress: 300, keptIn: 'database' },
  reveal: { seconds: HOUR, perAccount: 120, perAddress: 600, keptIn: 'database' },
  // of the public pages, for which nobody signs in: a code is not to be guessed, an office not to be buried
  check: { seconds: MINUTE, perAccount: 60, perAddress: 60, keptIn: 'process' },
  object: { seconds: HOUR, perAccount: 20, perAddress: 20, keptIn: 'database' },
  // in megabytes: two objections with all that may be enclosed
  enclose: { seconds: HOUR, perAccount: 200, perAddress: 200, keptIn: 'database' },
};

/** Of anything at all from one address and minute, pages and unknown addresses included: a whole bureau works undisturbed, a flood does not. */
export const REQUESTS_PER_MINUTE = 3000;
