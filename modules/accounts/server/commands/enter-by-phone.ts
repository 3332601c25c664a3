import { randomBytes } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import { digestOfToken, newSecretToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { CODE_TRIES, FAILURES_OF_ADDRESS, LOCK_MINUTES, PERSON_SESSION_HOURS } from '../../contract/limits.ts';
import { PURPOSES } from '../../contract/purposes.ts';
import { lockedFor } from '../admit-attempt.ts';
import { countAttempt, takeBackAttempt } from '../attempt-store.ts';
import { storeConsent } from '../consent-store.ts';
import { rememberBrowser, recognize } from '../known-browser.ts';
import { findPersonByPhone, insertPerson, lockPerson, PERSON_PHONE } from '../person-store.ts';
import { consumeCode, tryCode } from '../phone-code-store.ts';
import { codeIndexOf, codePlaceOf, phoneDigestOf, phoneIndexOf } from '../phone-digests.ts';
import { deleteSessionByToken, insertSession } from '../session-store.ts';
import type { Browser } from '../start-session.ts';

/** Tokens for the cookies of the public pages: of the session, and by which the browser is known from now on. */
export interface PersonSession {
  token: string;
  browserToken: string;
}

/**
 * Signs a person in with the code sent to the telephone; whoever comes for the first time gets an account, after agreeing to
 * what is kept. A code works once, five tries, five minutes. A closed account is answered like a wrong code.
 * @throws PHONE_INVALID, PHONE_CODE_WRONG, NOTICE_NOT_AGREED, SIGN_IN_LOCKED
 */
export async function enterByPhone(context: Context, input: { phone: string; code: string; agreed: boolean }, browser: Browser): Promise<PersonSession> {
  const { db } = context.platform;
  const phone = readMobilePhone(input.phone);
  if (!phone) throw refuse(accountErrors.PHONE_INVALID);
  const phoneIndex = phoneIndexOf(context, phone);
  if (!input.agreed && !(await findPersonByPhone(db, phoneIndex))?.id) throw refuse(accountErrors.NOTICE_NOT_AGREED);
  const known = await recognize(context, browser.browserToken, { phoneIndex });
  const address = known === undefined ? await admitAddress(context) : undefined;
  const place = codePlaceOf(context, phone, known);
  const expected = await tryCode(db, place, context.now, CODE_TRIES);
  const given = codeIndexOf(context, phone, input.code.replaceAll(/\s/g, ''));
  const session = expected === given ? await enter(context, phone, { place, codeIndex: given }, browser) : undefined;
  if (!session) {
    await inTransaction(db, (tx) =>
      audit(tx, context, { action: 'session.refused', subject: { type: 'phone', id: phoneDigestOf(context, phone), district: 0 } }),
    );
    throw refuse(accountErrors.PHONE_CODE_WRONG);
  }
  if (address !== undefined) await takeBackAttempt(db, address);
  return session;
}

/** A browser that the telephone's holder has signed in with is limited by the tries of its own codes alone. @returns the counter. @throws SIGN_IN_LOCKED */
async function admitAddress(context: Context): Promise<string> {
  const address = context.platform.cipher.digest(context.origin, 'phone-code-tries');
  const lockedUntil = await countAttempt(context.platform.db, address, { attempts: FAILURES_OF_ADDRESS, minutes: LOCK_MINUTES }, context.now);
  if (lockedUntil) throw lockedFor(lockedUntil, context.now);
  return address;
}

async function enter(
  context: Context,
  phone: string,
  { place, codeIndex }: { place: string; codeIndex: string },
  browser: Browser,
): Promise<PersonSession | undefined> {
  const phoneIndex = phoneIndexOf(context, phone);
  return inTransaction(context.platform.db, async (tx) => {
    if (!(await consumeCode(tx, place, codeIndex))) return undefined;
    const known = await findPersonByPhone(tx, phoneIndex);
    const id = known?.id ?? (await open(tx, context, phone, phoneIndex));
    const person = await lockPerson(tx, id);
    if (!person || person.disabledAt) return undefined;
    return startPersonSession(tx, context, person, browser);
  });
}

async function open(tx: Transaction, context: Context, phone: string, phoneIndex: string): Promise<number> {
  const id = await nextRecordId(tx, 0);
  const person = {
    id,
    displayName: `用户${phone.slice(-4)}`,
    phoneCipher: context.platform.cipher.encrypt(phone, PERSON_PHONE),
    phoneIndex,
    now: context.now,
  };
  if (!(await insertPerson(tx, person))) throw refuse(accountErrors.PHONE_CODE_WRONG);
  const { version } = PURPOSES.account.consent;
  await storeConsent(tx, { accountId: id, purpose: 'account', textVersion: version, now: context.now, givenBy: String(id) });
  await audit(tx, asPerson(context, person), { action: 'person.created', subject: { type: 'person', id, district: 0 }, details: { consent: version } });
  return id;
}

async function startPersonSession(tx: Transaction, context: Context, person: { id: number; displayName: string }, browser: Browser): Promise<PersonSession> {
  const { now } = context;
  const token = newSecretToken();
  if (browser.formerToken) await deleteSessionByToken(tx, digestOfToken(browser.formerToken));
  const session = {
    id: randomBytes(12).toString('base64url'),
    accountId: person.id,
    postId: null,
    standInId: null,
    temporaryAccessId: null,
    startedAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + PERSON_SESSION_HOURS * 3_600_000),
    origin: context.origin,
    userAgent: browser.userAgent,
    awaitsCode: false,
    provider: null,
  };
  await insertSession(tx, session, digestOfToken(token));
  await audit(tx, asPerson(context, person), { action: 'session.started', subject: { type: 'person', id: person.id, district: 0 }, details: { way: 'phone' } });
  const browserToken = await rememberBrowser(tx, context, { accountId: person.id, sessionId: session.id, former: browser.browserToken });
  return { token, browserToken };
}

/** The person acts from now on; without any verb, as hats are read by the pages that need one. */
function asPerson(context: Context, { id, displayName }: { id: number; displayName: string }): Context {
  return { ...context, actor: { ...context.actor, id: String(id), name: displayName } };
}
