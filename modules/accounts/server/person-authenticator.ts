import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { maskPhone } from '#platform/crypto/masking.ts';
import { findPersonSession, PERSON_PHONE, readHats, type WornHat } from './person-store.ts';
import { readSessionsOf, type StoredSession, storeSeen } from './session-store.ts';
import { sessionTimes } from './start-session.ts';

const SEEN_EVERY_MS = 60_000;

/** A person signed in to the public pages. Opens nothing of the console: that looks for accounts of offices only. */
export interface PersonVisit {
  id: number;
  displayName: string;
  /** 138****8000 */
  maskedPhone: string;
  sessionId: string;
  hats: readonly WornHat[];
}

/** @returns undefined for a token that is unknown, lapsed, or of a closed account; asked anew with every request */
export async function findPersonVisit(context: Context, token: string | null): Promise<PersonVisit | undefined> {
  const { db, cipher } = context.platform;
  const found = token ? await findPersonSession(db, digestOfToken(token), sessionTimes(context.now)) : undefined;
  if (!found?.phoneCipher) return undefined;
  if (context.now.getTime() - found.seenAt.getTime() >= SEEN_EVERY_MS) await storeSeen(db, found.sessionId, context.now);
  const { id, displayName, sessionId } = found;
  const hats = await readHats(db, id, context.today);
  return { id, displayName, sessionId, maskedPhone: maskPhone(cipher.decrypt(found.phoneCipher, PERSON_PHONE)), hats };
}

/** Where the person is signed in now, the latest seen first. */
export function listPersonSessions(context: Context, { id }: PersonVisit): Promise<StoredSession[]> {
  return readSessionsOf(context.platform.db, id, sessionTimes(context.now));
}
