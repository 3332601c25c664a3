/**
 * Numbers of the advisory locks that stand for something other than one record: whoever needs a lock of the whole database takes a number
 * of its own here, so that no two things wait for each other by chance. Three stand where they are used: 4712 of the audit chain in its migration,
 * 6027523 in `modules/accounts/server/keep-last-administrator.ts`, 6027529 in `platform/crypto/data-keys.ts`; the test beside this file knows them.
 */
export const LOCK_NUMBERS = {
  /** one process migrates at a time */
  migrations: 6_027_521,
  /** changes of the division tree keep writers out (`facts/hold-places.ts`) */
  tree: 6_027_522,
  /** plan files are loaded once, though two processes start together */
  planFiles: 6_027_524,
  /** rule sets are loaded and published one after the other, so that each is judged with those above it */
  ruleSets: 6_027_525,
  /** two that fold the figures of provinces at once would both keep what they added up */
  foldProvinces: 6_027_526,
  /** measures are stored once, though two processes start together */
  measures: 6_027_527,
  /** class of locks: an idempotency key under way */
  keyUnderWay: 6_027_528,
  /** class of locks: a phone that states needs */
  stateNeed: 6_027_530,
  /** one program builds a gathered copy at a time */
  gather: 6_027_532,
  /** class of locks: a program that passes a need on */
  passNeed: 6_027_531,
} as const;
