import type { Context } from '#platform/context.ts';
import { findPhoneCipherOf, PERSON_PHONE } from '../person-store.ts';

/** The telephone that whoever asks signed in with, in clear; undefined for accounts of offices. */
export async function findPersonPhone({ actor, platform: { db, cipher } }: Context): Promise<string | undefined> {
  const id = Number(actor.id);
  const stored = Number.isSafeInteger(id) ? await findPhoneCipherOf(db, id) : undefined;
  return stored === undefined ? undefined : cipher.decrypt(stored, PERSON_PHONE);
}
