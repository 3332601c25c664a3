/** What an application is asked, one thing a page: which questions, in which order, follows from the rules of the place. */
import type { Application } from '../contract/application.ts';
import { type Asking, isChange, type Question } from './asking.ts';
import { charterMaterial } from './charter-draft.ts';
import { CHANGE_QUESTIONS } from './change-questions.ts';
import { END_QUESTIONS } from './end-questions.ts';
import { LEADER_QUESTIONS } from './leader-questions.ts';
import { CHARTER_QUESTIONS, OPENING_QUESTIONS } from './opening-questions.ts';

/** Pages of their own among the questions. */
export const MATERIALS_PAGE = 'materials';
export const CHANGES_PAGE = 'changes';
export const CHARTER_PAGE = 'articles';

const ALL: readonly Question[] = [...OPENING_QUESTIONS, ...CHANGE_QUESTIONS, ...END_QUESTIONS, ...LEADER_QUESTIONS, ...CHARTER_QUESTIONS];

/** The questions that this application is asked, in order. */
export function questionsOf(asking: Asking): Question[] {
  return ALL.filter((question) => question.isAsked(asking));
}

export function questionOf(asking: Asking, id: string): Question | undefined {
  return questionsOf(asking).find((question) => question.id === id);
}

/** The pages in order: questions, with the charter before what is asked of it, then the materials. Of a change the choice of what changes comes first; what was chosen stands there. */
export function pagesOf(asking: Asking): string[] {
  const questions = questionsOf(asking).flatMap(({ id }) => (isSingleChange(id) ? [] : [id]));
  const ofCharter = questions.filter((id) => id === 'charter');
  return [
    ...(isChange(asking) ? [CHANGES_PAGE] : []),
    ...questions.filter((id) => id !== 'charter'),
    ...(charterMaterial(asking) === undefined ? [] : [CHARTER_PAGE]),
    ...ofCharter,
    ...(asking.application.materials.length > 0 ? [MATERIALS_PAGE] : []),
  ];
}

/** A page reached from the choice of what changes, and leading back to it. */
export function isSingleChange(id: string): boolean {
  return id.startsWith('change-');
}

/** Whether it may be filled in now. */
export function isOpenToEdit({ abilities }: Application): boolean {
  return abilities.some(({ action, allowed }) => action === 'edit' && allowed);
}
