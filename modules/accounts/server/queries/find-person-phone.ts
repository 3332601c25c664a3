import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findPerson, PERSON_PHONE } from '../person-store.ts';

/** The telephone a person signs in with, in clear; undefined for accounts of offices, and for one that its holder closed. */
export async function findPersonPhone(db: Database | Transaction, { platform }: Context, accountId: string | number): Promise<string | undefined> {
  const id = Number(accountId);
  const person = Number.isSafeInteger(id) ? await findPerson(db, id) : undefined;
  return person?.phoneCipher ? platform.cipher.decrypt(person.phoneCipher, PERSON_PHONE) : undefined;
}
