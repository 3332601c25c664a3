import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { DataSubject } from '#platform/personal-data/own-data.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { findPerson, lockPerson, PERSON_PHONE, type Person } from './person-store.ts';

/** A person with an open account, in their own matter. */
export type OpenPerson = Person & { phoneCipher: string; phoneIndex: string };

/** Whoever acts, as a person; staff and strangers are none. @throws PERSON_ONLY */
export async function requirePerson({ actor }: Context, db: Database): Promise<OpenPerson> {
  return openOnly(/^\d{1,16}$/.test(actor.id) ? await findPerson(db, Number(actor.id)) : undefined);
}

/** The same, locked until the transaction ends. @throws PERSON_ONLY */
export async function requirePersonLocked({ actor }: Context, tx: Transaction): Promise<OpenPerson> {
  return openOnly(/^\d{1,16}$/.test(actor.id) ? await lockPerson(tx, Number(actor.id)) : undefined);
}

function openOnly(person: Person | undefined): OpenPerson {
  if (!person || person.disabledAt || !person.phoneCipher || !person.phoneIndex) throw refuse(accountErrors.PERSON_ONLY);
  return { ...person, phoneCipher: person.phoneCipher, phoneIndex: person.phoneIndex };
}

/** As registers know the telephone; the ID number is not known here. */
export function subjectOf({ platform: { cipher } }: Context, person: OpenPerson): DataSubject {
  return { accountId: String(person.id), indexes: [cipher.blindIndex(cipher.decrypt(person.phoneCipher, PERSON_PHONE), 'phone')] };
}
