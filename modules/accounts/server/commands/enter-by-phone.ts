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
import { findPersonByPhone, insertPerson, lockPerson, PERSON_PHONE } from '../person-store.ts';
import { consumeCode, tryCode } from '../phone-code-store.ts';
import { codeIndexOf, phoneIndexOf } from '../phone-digests.ts';
import { deleteSessionByToken, insertSession } from '../session-store.ts';
import type { Browser } from '../start-session.ts';

/**
 * Signs a person in with the code sent to the telephone; whoever comes for the first time gets an account, after agreeing to
 * what is kept. A code works once, five tries, five minutes. A closed account is answered like a wrong code.
 * @returns the token for the cookie of the public pages
 * @throws PHONE_INVALID, PHONE_CODE_WRONG, NOTICE_NOT_AGREED, SIGN_IN_LOCKED
 */
export async function enterByPhone(context: Context, input: { phone: string; code: string; agreed: boolean }, browser: Browser): Promise<string> {
  const { db, cipher } = context.platform;
  const phone = readMobilePhone(input.phone);
  if (!phone) throw refuse(accountErrors.PHONE_INVALID);
  const phoneIndex = phoneIndexOf(context, phone);
  if (!input.agreed && !(await findPersonByPhone(db, phoneIndex))?.id) throw refuse(accountErrors.NOTICE_NOT_AGREED);
  const address = cipher.blindIndex(context.origin, 'phone-code-tries');
  const lockedUntil = await countAttempt(db, address, { attempts: FAILURES_OF_ADDRESS, minutes: LOCK_MINUTES }, context.now);
  if (lockedUntil) throw lockedFor(lockedUntil, context.now);
  const expected = await tryCode(db, phoneIndex, context.now, CODE_TRIES);
  const given = codeIndexOf(context, phone, input.code.replaceAll(/\s/g, ''));
  const token = expected === given ? await enter(context, phone, phoneIndex, given, browser) : undefined;
  if (!token) {
    await inTransaction(db, (tx) => audit(tx, context, { action: 'session.refused', subject: { type: 'phone', id: phoneIndex, district: 0 } }));
    throw refuse(accountErrors.PHONE_CODE_WRONG);
  }
  await takeBackAttempt(db, address);
  return token;
}

async function enter(context: Context, phone: string, phoneIndex: string, codeIndex: string, browser: Browser): Promise<string | undefined> {
  return inTransaction(context.platform.db, async (tx) => {
    if (!(await consumeCode(tx, phoneIndex, codeIndex))) return undefined;
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

async function startPersonSession(tx: Transaction, context: Context, person: { id: number; displayName: string }, browser: Browser): Promise<string> {
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
  return token;
}

/** The person acts from now on; without any verb, as hats are read by the pages that need one. */
function asPerson(context: Context, { id, displayName }: { id: number; displayName: string }): Context {
  return { ...context, actor: { ...context.actor, id: String(id), name: displayName } };
}
