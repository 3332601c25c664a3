import type { Typed } from '#platform/http/forms.ts';
import type { NeedAct } from '../contract/need.ts';
import type { ActionId } from '../contract/workflow.ts';

const SAYS: readonly ActionId[] = ['confirm', 'reopen', 'rate', 'withdraw'];
const MOST_TEXT = 500;

const numberOf = (text: string | undefined): number | undefined =>
  /^\d{1,16}$/.test(text ?? '') && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;

/** What a form says of which need in which version. @returns undefined for what is no form of ours */
export function formOf(typed: Typed): { id: number; version: number; action: ActionId } | undefined {
  const [id, version] = [numberOf(typed['id']), numberOf(typed['version'])];
  return id === undefined || version === undefined ? undefined : { id, version, action: typed['action'] as ActionId };
}

export const textOf = (text: string | undefined): string | undefined => {
  const clean = (text ?? '').toWellFormed().replaceAll('\0', '').trim().slice(0, MOST_TEXT);
  return clean === '' ? undefined : clean;
};

/** What whoever stated a need says of it. */
export function replyOf(typed: Typed): { id: number; version: number; action: ActionId; input: NeedAct } | undefined {
  const form = formOf(typed);
  if (!form || !SAYS.includes(form.action)) return undefined;
  const stars = /^[1-5]$/.test(typed['stars'] ?? '') ? Number(typed['stars']) : undefined;
  return { ...form, input: { reason: textOf(typed['reason']), comment: textOf(typed['comment']), stars } };
}
