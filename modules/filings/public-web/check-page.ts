import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { type AnswerRow, answerList, backLink, checkField, errorSummary, hidden, panel, type Problem } from '#ui/portal/parts.ts';
import type { Ability, Application } from '../contract/application.ts';
import type { ActionId } from '../contract/workflow.ts';
import { actOnApplication, type FilingMeans } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
import { type Asking, isChange } from './asking.ts';
import { askedApplication, typedVersion } from './asked-application.ts';
import { placeOfCondition } from './condition-places.ts';
import { HELD_AS, inOrder } from './materials-page.ts';
import { shownValue } from './question-field.ts';
import { charterOf } from './charter-draft.ts';
import { CHANGES_PAGE, CHARTER_PAGE, MATERIALS_PAGE, pagesOf, questionsOf } from './questions.ts';
import { unanswered } from './unanswered.ts';

/** The step that leads on from what was filled in, in the order in which a procedure has them. */
const FORWARD = ['submit', 'supplement', 'reportLiquidation'] as const;
const FORWARD_WORDS: Partial<Record<ActionId, { title: string; button: string }>> = {
  submit: { title: '检查一遍，然后提交', button: '提交' },
  supplement: { title: '检查一遍，然后交回', button: '补好了，交回' },
  reportLiquidation: { title: '检查一遍，然后提交清算报告', button: '提交清算报告' },
};

export function forwardOf({ abilities }: Application): Ability | undefined {
  return FORWARD.map((action) => abilities.find((ability) => ability.action === action)).find((ability) => ability !== undefined);
}

/** Everything that was answered, each with a way to change it, and the step on. */
export async function showCheck(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const forward = forwardOf(asking.application);
  if (!forward) return visit.reply.redirect(filingAddress(asking.application.id), 303);
  return sendPage(visit.reply, checkPage(visit, asking, forward, []));
}

/** Submits, hands back, reports. A second press finds it done and shows how it stands. */
export async function takeForward(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const { id } = asking.application;
  const forward = forwardOf(asking.application);
  if (!forward) return visit.reply.redirect(filingAddress(id), 303);
  const draft = asksPledge(asking) ? { form: { pledged: visit.typed['pledged'] === 'yes' } } : undefined;
  try {
    await actOnApplication(visit.context, means, 'own', { id: Number(id), version: typedVersion(visit), action: forward.action, input: {}, draft });
    return visit.reply.redirect(filingAddress(id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fresh = await askedApplication(visit, means);
    const now = forwardOf(fresh.application);
    if (!now) return visit.reply.redirect(filingAddress(id), 303);
    return sendPage(visit.reply, checkPage(visit, fresh, now, problemsOf(fresh, error)), error.status);
  }
}

function asksPledge(asking: Asking): boolean {
  return asking.conditions.has('pledged') && asking.application.state === 'draft';
}

/** First what was not answered, then what else the rules say, each with the place where it is mended. */
function problemsOf(asking: Asking, error: Refusal): Problem[] {
  const { id } = asking.application;
  if (error.code === 'FILING_CHANGED') return [{ text: '这件申请刚才在另一个窗口里保存过。下面是最新的内容，请看一看再提交。' }];
  if (error.fields.length === 0) return [{ text: error.message }];
  const blanks = unanswered(asking).map(({ page: place, label }) => ({ text: `还没有填：${label}`, href: `${askAddress(id, place)}?from=check` }));
  const others = error.fields
    .filter(({ path }) => path !== 'formComplete' || blanks.length === 0)
    .map(({ path, message }) => ({ text: message, href: placeOfCondition(asking, path) }));
  return [...blanks, ...others];
}

function checkPage({ frame, typed }: PersonRequest, asking: Asking, forward: Ability, problems: readonly Problem[]): string {
  const { application } = asking;
  const words = FORWARD_WORDS[forward.action] ?? { title: forward.label, button: forward.label };
  const advice = forward.allowed ? forward.reasons : [];
  const last = pagesOf(asking).at(-1);
  const pledge = checkField({
    name: 'pledged',
    label: '我承诺：所填内容和材料真实、合法、有效，如有不实，愿意承担责任。',
    value: application.form.pledged || typed['pledged'] === 'yes' ? 'yes' : '',
    wrong: problems.some(({ href }) => href === '#pledged') ? '请勾选承诺，才能提交。' : undefined,
  });
  return page(
    words.title,
    html`${backLink(last === undefined ? filingAddress(application.id) : askAddress(application.id, last))}
${errorSummary(problems, '还不能提交，请先改正')}
<h1>${words.title}</h1>
<p>${application.procedureName}，${application.divisionName}</p>
${answerList(rowsOf(asking))}
${advice.length > 0 ? panel('warning', html`<p>可以提交，但请留意：</p><ul>${advice.map((text) => html`<li>${text}</li>`)}</ul>`) : ''}
<form method="post" action="${filingAddress(application.id, 'check')}">
${hidden({ version: application.version })}
${asksPledge(asking) ? pledge : ''}
<button type="submit">${words.button}</button>
</form>
<p class="quiet">不想现在提交，可以直接离开，内容都在。</p>`,
    { ...frame, path: filingAddress(application.id, 'check') },
  );
}

/** One row a field; what is optional and blank is left out. */
function rowsOf(asking: Asking): AnswerRow[] {
  const { application } = asking;
  const change = (place: string) => `${askAddress(application.id, place)}?from=check`;
  const answers = questionsOf(asking).flatMap((question): AnswerRow[] =>
    question.fields(asking).flatMap((field): AnswerRow[] => {
      const value = shownValue(application, field);
      return value === undefined && field.isOptional ? [] : [{ label: field.label, value, changeHref: change(question.id) }];
    }),
  );
  const choice = isChange(asking) ? [{ label: '变更事项', value: '要改的如下', changeHref: askAddress(application.id, CHANGES_PAGE) }] : [];
  return [...choice, ...answers, ...charterRows(asking, change(CHARTER_PAGE)), ...materialRows(application, change(MATERIALS_PAGE))];
}

/** How far the charter is that was written here. */
function charterRows(asking: Asking, changeHref: string): AnswerRow[] {
  const charter = charterOf(asking);
  if (!charter) return [];
  const { articles, blanks, gaps } = charter;
  const open = [...(blanks > 0 ? [`还有 ${blanks} 处空着`] : []), ...(gaps.length > 0 ? [`还没有写明：${gaps.map(({ title }) => title).join('、')}`] : [])];
  return [{ label: '章程', value: [`在这里写了 ${articles.length} 条`, ...open].join('\n'), changeHref }];
}

function materialRows({ materials }: Application, changeHref: string): AnswerRow[] {
  if (materials.length === 0) return [];
  const lines = inOrder(materials)
    .filter(({ required, heldAs }) => required || heldAs !== null)
    .map(({ label, heldAs }) => `${label}：${heldAs === null ? '还没有备好' : (HELD_AS[heldAs as keyof typeof HELD_AS] ?? heldAs)}`);
  return [{ label: '材料', value: lines.join('\n'), changeHref }];
}
