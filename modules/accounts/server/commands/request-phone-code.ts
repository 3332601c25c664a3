import { randomInt } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { CODE_MINUTES, CODE_PAUSE_SECONDS, CODES_OF_ADDRESS, CODES_OF_PHONE } from '../../contract/limits.ts';
import { lockedFor } from '../admit-attempt.ts';
import { countAttempt } from '../attempt-store.ts';
import { recognize } from '../known-browser.ts';
import { codeIndexOf, codePlaceOf, phoneDigestOf, phoneIndexOf } from '../phone-digests.ts';
import { findPersonByPhone } from '../person-store.ts';
import { storeCode } from '../phone-code-store.ts';

/**
 * Sends a single-use code to a telephone. The answer and its time are the same for every number, whether somebody is known by
 * it, closed or not: the message leaves after the answer.
 * @returns the end of the sending, for tests; nobody else waits for it
 * @throws PHONE_INVALID, PHONE_SIGN_IN_CLOSED, SIGN_IN_LOCKED
 */
export async function requestPhoneCode(context: Context, typed: string, browserToken: string | null = null): Promise<{ sent: Promise<void> }> {
  const { db, messages } = context.platform;
  const phone = readMobilePhone(typed);
  if (!phone) throw refuse(accountErrors.PHONE_INVALID);
  if (!(await messages.isOpen())) throw refuse(accountErrors.PHONE_SIGN_IN_CLOSED);
  const phoneIndex = phoneIndexOf(context, phone);
  const known = await recognize(context, browserToken, { phoneIndex });
  const phoneDigest = phoneDigestOf(context, phone);
  await admitRequest(context, phoneDigest, known);
  const place = codePlaceOf(context, phone, known);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const isNew = await inTransaction(db, async (tx) => {
    const expiresAt = new Date(context.now.getTime() + CODE_MINUTES * 60_000);
    const notBefore = new Date(context.now.getTime() - CODE_PAUSE_SECONDS * 1000);
    const stored = await storeCode(tx, { place, codeIndex: codeIndexOf(context, phone, code), now: context.now, expiresAt }, notBefore);
    await audit(tx, context, { action: 'phone-code.requested', subject: { type: 'phone', id: phoneDigest, district: 0 }, details: { sent: stored } });
    return stored;
  });
  const person = await findPersonByPhone(db, phoneIndex);
  // within the pause the code sent a moment ago still holds
  return { sent: isNew && !person?.disabledAt ? deliver(context, phone, code) : Promise.resolve() };
}

/** Five codes an hour for strangers together, and five for each browser that the telephone's holder has signed in with. */
async function admitRequest(context: Context, phoneDigest: string, known: string | undefined): Promise<void> {
  const { db, cipher } = context.platform;
  const ofPhone = { attempts: CODES_OF_PHONE, minutes: 60 };
  const lockedUntil = known
    ? await countAttempt(db, `code-browser-${known}`, ofPhone, context.now)
    : ((await countAttempt(db, cipher.digest(context.origin, 'phone-code-address'), { attempts: CODES_OF_ADDRESS, minutes: 60 }, context.now)) ??
      (await countAttempt(db, `code-${phoneDigest}`, ofPhone, context.now)));
  if (lockedUntil) throw lockedFor(lockedUntil, context.now);
}

/** A message that did not leave is told in the trail, without number and code. */
async function deliver(context: Context, phone: string, code: string): Promise<void> {
  const { db, messages } = context.platform;
  try {
    await messages.sendCode({ phone, code, minutes: CODE_MINUTES });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    await inTransaction(db, (tx) =>
      audit(tx, context, { action: 'phone-code.not-sent', subject: { type: 'phone', id: phoneDigestOf(context, phone), district: 0 }, details: { why } }),
    ).catch(() => undefined);
  }
}
