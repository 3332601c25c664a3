import type { PersonRequest } from '#platform/http/person-door.ts';
import { refuse } from '#shared/errors.ts';
import type { DraftInput } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import { editApplication, type FilingMeans, getApplicationUnderRules } from '../server/public.ts';
import type { Asking } from './asking.ts';

/** The application that the address names, if it is the person's own. @throws FILING_NOT_FOUND */
export async function askedApplication({ context, params }: PersonRequest, means: FilingMeans): Promise<Asking> {
  const id = numberOf(params['id']);
  if (id === undefined) throw refuse(filingErrors.FILING_NOT_FOUND);
  return getApplicationUnderRules(context, means, 'own', id);
}

/** An id of an address; undefined for anything else. */
export function numberOf(text: string | undefined): number | undefined {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined;
}

/** The version that the page was made from: whoever saved meanwhile in another window is not written over. */
export function typedVersion({ typed }: PersonRequest): number {
  return numberOf(typed['version']) ?? 0;
}

/** Saves a draft under the version that was shown. @returns the version now @throws FILING_CHANGED and those of editing */
export async function saveDraft(visit: PersonRequest, means: FilingMeans, { application }: Asking, draft: DraftInput): Promise<number> {
  const version = typedVersion(visit);
  await editApplication(visit.context, means, 'own', { id: Number(application.id), version, ...draft });
  return version + 1;
}
