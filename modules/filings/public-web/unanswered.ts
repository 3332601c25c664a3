import type { Asking } from './asking.ts';
import { shownValue } from './question-field.ts';
import { isSingleChange, pagesOf, questionsOf } from './questions.ts';

/** Fields that must be answered and are not, with their pages. */
export function unanswered(asking: Asking): { page: string; label: string }[] {
  return questionsOf(asking)
    .filter(({ id }) => !isSingleChange(id))
    .flatMap((question) =>
      question
        .fields(asking)
        .filter((field) => !field.isOptional && shownValue(asking.application, field) === undefined)
        .map(({ label }) => ({ page: question.id, label })),
    );
}

/** Where filling in goes on: at the first page with something blank, else at the first page. */
export function nextToFill(asking: Asking): string | undefined {
  return unanswered(asking)[0]?.page ?? pagesOf(asking)[0];
}
