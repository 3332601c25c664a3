/** Limits that screens tell people and the server keeps. */
export const SESSION_IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;
export const FAILURES_BEFORE_LOCK = 5;
export const LOCK_MINUTES = 30;
/**
 * Browsers known to one account, each with a counter of its own: with the strangers' that makes at most 6 × 14 guesses looked at in
 * any hour (a counter's windows may touch within it).
 */
export const KNOWN_BROWSERS = 5;
export const KNOWN_BROWSER_DAYS = 180;
/** Failures of one address in the lock time: many people may share it. */
export const FAILURES_OF_ADDRESS = 50;
export const LINK_HOURS = { setup: 24, invitation: 72, demonstration: 24 } as const;
/** between the password and the code */
export const SECOND_STEP_MINUTES = 10;
/** for a second administrator to agree that a lost factor is taken off */
export const FACTOR_RESET_HOURS = 72;
/** of a code sent to a telephone */
export const CODE_MINUTES = 5;
export const CODE_TRIES = 5;
/** a second code within this time is not sent: the first still holds */
export const CODE_PAUSE_SECONDS = 60;
/** codes an hour for one telephone, and from one address (a community's computer room shares it) */
export const CODES_OF_PHONE = 5;
export const CODES_OF_ADDRESS = 30;
export const PERSON_SESSION_HOURS = 12;
/** between leaving for an identity provider and coming back */
export const SIGN_ON_MINUTES = 10;
export const TOKEN_DAYS = 365;
/** The longest time that somebody acts in another's place, before it must be arranged anew. */
export const STAND_IN_DAYS = 90;
/** The longest access beyond one's own jurisdiction. */
export const TEMPORARY_ACCESS_HOURS = 168;
