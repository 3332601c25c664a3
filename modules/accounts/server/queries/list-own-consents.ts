import type { Context } from '#platform/context.ts';
import { readConsents, type StoredConsent } from '../consent-store.ts';
import { requirePerson } from '../require-person.ts';

/** To what whoever asks agreed, and what was taken back. @throws PERSON_ONLY */
export async function listOwnConsents(context: Context): Promise<StoredConsent[]> {
  const { id } = await requirePerson(context, context.platform.db);
  return readConsents(context.platform.db, id);
}
