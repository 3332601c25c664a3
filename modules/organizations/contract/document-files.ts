/** Photographs and files of the documents in an organization's dossier. */
import type { DataClass } from '#shared/data-class.ts';

/** Of one document: minutes of a meeting with its list of names are a few pages. */
export const DOCUMENT_FILES = 12;

/** The photographed list of members that a neighbourhood committee keeps on paper. */
export const PAPER_ROSTER = '纸质名册';

/** What shows many people's names and numbers is looked at for a stated reason only. */
export function documentClass(kind: unknown): DataClass {
  return kind === PAPER_ROSTER ? 'personal' : 'general';
}
