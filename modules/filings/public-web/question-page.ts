import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, type Problem } from '#ui/portal/parts.ts';
import { type DraftInput, draftInputSchema } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import type { FilingMeans } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
import type { Asking, Question } from './asking.ts';
import { askedApplication, saveDraft, typedVersion } from './asked-application.ts';
import { draftWith, fieldControl, readField, storedValue, typedValue } from './question-field.ts';
import { CHANGES_PAGE, isOpenToEdit, isSingleChange, pagesOf, questionOf } from './questions.ts';

/** What a page shows beside what is stored. */
interface Shown {
  /** what was typed, where it was not saved */
  typed?: Readonly<Record<string, string | undefined>>;
  wrong?: ReadonlyMap<string, string>;
  problems?: readonly Problem[];
  /** the page leads back to the check */
  isFromCheck: boolean;
  version: number;
}

/** One question. */
export async function showQuestion(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const question = questionOf(asking, visit.params['question'] ?? '');
  if (!question || !isOpenToEdit(asking.application)) return visit.reply.redirect(filingAddress(asking.application.id), 303);
  const shown = { isFromCheck: visit.query['from'] === 'check', version: asking.application.version };
  return sendPage(visit.reply, questionPage(visit, asking, question, shown));
}

/** Keeps an answer: on the way to the next page, or while it is being typed. */
export async function saveQuestion(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const question = questionOf(asking, visit.params['question'] ?? '');
  if (!question) throw refuse(filingErrors.FILING_NOT_FOUND);
  const { draft, wrong } = readAnswers(visit, asking, question);
  if (visit.isSavingAsTyped) return saveAsTyped(visit, means, asking, draft, wrong);
  const isFromCheck = visit.typed['from'] === 'check';
  const isSkipped = visit.typed['go'] === 'skip';
  const shown = { typed: visit.typed, wrong, isFromCheck, version: typedVersion(visit) };
  const blank = isSkipped ? [] : blanksOf(visit, asking, question);
  for (const { name, problem } of blank) wrong.set(name, problem);
  if (wrong.size > 0) return sendPage(visit.reply, questionPage(visit, asking, question, { ...shown, problems: problemsOf(wrong) }), 422);
  try {
    await saveDraft(visit, means, asking, draft);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // the typed answer stays on the page, over what is stored now
    const fresh = await askedApplication(visit, means);
    return sendPage(
      visit.reply,
      questionPage(visit, fresh, question, { ...shown, version: fresh.application.version, problems: [{ text: sentenceOf(error) }] }),
      error.status,
    );
  }
  return visit.reply.redirect(nextAddress(await askedApplication(visit, means), question.id, isFromCheck), 303);
}

function sentenceOf(error: Refusal): string {
  return error.code === 'FILING_CHANGED' ? '这件申请刚才在另一个窗口里保存过。您这一页填的还在，请看一看，再按一次“保存，下一步”。' : error.message;
}

async function saveAsTyped(
  visit: PersonRequest,
  means: FilingMeans,
  asking: Asking,
  draft: DraftInput,
  wrong: ReadonlyMap<string, string>,
): Promise<FastifyReply> {
  const [problem] = wrong.values();
  if (problem !== undefined) return visit.reply.code(422).send({ problem });
  return visit.reply.send({ version: await saveDraft(visit, means, asking, draft) });
}

/** What was typed as a draft, and what of it cannot be kept. */
function readAnswers({ typed, context }: PersonRequest, asking: Asking, question: Question): { draft: DraftInput; wrong: Map<string, string> } {
  const wrong = new Map<string, string>();
  let draft: DraftInput = {};
  for (const field of question.fields(asking)) {
    const read = readField(field, typed[field.name], context.today, storedValue(asking.application, field));
    if ('problem' in read) wrong.set(field.name, read.problem);
    else draft = draftWith(draft, asking.application, field, read.value);
  }
  const parsed = draftInputSchema.safeParse(draft);
  for (const { path, message } of parsed.error?.issues ?? []) wrong.set(path.filter((part) => part !== 'form').join('.'), message);
  return { draft: parsed.data ?? {}, wrong };
}

function blanksOf({ typed }: PersonRequest, asking: Asking, question: Question): { name: string; problem: string }[] {
  return question
    .fields(asking)
    .filter((field) => !field.isOptional && (typed[field.name] ?? '').trim() === '')
    .filter((field) => !(field.kind === 'idNumber' && typedValue(asking.application, field) !== ''))
    .map(({ name, label, kind }) => ({ name, problem: kind === 'choice' || kind === 'yesNo' ? `请选择“${label}”。` : `请填写“${label}”。` }));
}

function problemsOf(wrong: ReadonlyMap<string, string>): Problem[] {
  return [...wrong].map(([name, text]) => ({ text, href: `#${name}` }));
}

/** Where an answered page leads. */
export function nextAddress(asking: Asking, current: string, isFromCheck: boolean): string {
  const { id } = asking.application;
  if (isSingleChange(current)) return askAddress(id, CHANGES_PAGE);
  const pages = pagesOf(asking);
  const next = pages[pages.indexOf(current) + 1];
  return isFromCheck || next === undefined ? filingAddress(id, 'check') : askAddress(id, next);
}

/** Where “上一步” leads: the page before, which has kept its answer. */
export function previousAddress(asking: Asking, current: string, isFromCheck: boolean): string {
  const { id } = asking.application;
  if (isSingleChange(current)) return askAddress(id, CHANGES_PAGE);
  if (isFromCheck) return filingAddress(id, 'check');
  const pages = pagesOf(asking);
  const previous = pages[pages.indexOf(current) - 1];
  return previous === undefined ? filingAddress(id) : askAddress(id, previous);
}

/** 第 3 页，共 12 页 */
export function placeAmong(asking: Asking, current: string): string {
  const pages = pagesOf(asking);
  const place = pages.indexOf(current);
  return place < 0 ? '' : `第 ${place + 1} 页，共 ${pages.length} 页`;
}

function questionPage({ frame }: PersonRequest, asking: Asking, question: Question, shown: Shown): string {
  const { application } = asking;
  const fields = question.fields(asking);
  const { isFromCheck, version, problems = [], wrong } = shown;
  return page(
    question.title,
    html`${backLink(previousAddress(asking, question.id, isFromCheck))}
${errorSummary(problems)}
<p class="quiet">${application.procedureName} ${placeAmong(asking, question.id)}</p>
<h1>${question.title}</h1>
${question.hint ? html`<p>${question.hint}</p>` : ''}
<form method="post" action="${askAddress(application.id, question.id)}" data-saves novalidate>
${hidden({ version, ...(isFromCheck ? { from: 'check' } : {}) })}
${fields.map((field) => fieldControl(field, shown.typed?.[field.name] ?? typedValue(application, field), wrong?.get(field.name)))}
<p class="quiet" role="status" data-saved></p>
<div class="actions"><button type="submit" name="go" value="next">保存，下一步</button>${
      isSingleChange(question.id) ? '' : html`<button type="submit" name="go" value="skip" class="plain">先跳过</button>`
    }</div>
</form>`,
    { ...frame, path: askAddress(application.id, question.id) },
  );
}
