import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { lockPerson, PERSON_PHONE } from '../person-store.ts';

/** The telephone a person signs in with, in clear, for a record that the person makes of it; undefined for an account of an office, and one its holder closed. */
export async function getPersonPhone(tx: Transaction, { platform }: Context, personId: number): Promise<string | undefined> {
  const person = await lockPerson(tx, personId);
  return person?.phoneCipher ? platform.cipher.decrypt(person.phoneCipher, PERSON_PHONE) : undefined;
}
