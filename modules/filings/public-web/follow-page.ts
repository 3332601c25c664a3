import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendFile } from '#platform/http/send-file.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInChina } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, panel } from '#ui/portal/parts.ts';
import type { Application } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import { type FilingMeans, getNoticeFile } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
import { type Asking, isChange } from './asking.ts';
import { askedApplication, numberOf } from './asked-application.ts';
import { forwardOf } from './check-page.ts';
import { dayShort, standingOf } from './plain-words.ts';
import { isOpenToEdit, pagesOf } from './questions.ts';
import { nextToFill } from './unanswered.ts';

/** How an application stands: state, deadline, what to do, the list of what to supplement, everything that happened. */
export async function showFiling(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const { application } = asking;
  const { today } = visit.context;
  const { text, tone } = standingOf(application, today);
  const canWithdraw = application.abilities.some(({ action, allowed }) => action === 'withdraw' && allowed);
  return sendPage(
    visit.reply,
    page(
      `${application.procedureName} ${application.subjectName}`,
      html`${backLink('/my', '我的')}
<h1>${application.subjectName}</h1>
<p>${application.procedureName}，${application.divisionName}</p>
${panel(tone, html`<p><strong>${text}</strong></p>${handedOut(application)}`)}
${toDo(asking)}
${stepList(application, today)}
${canWithdraw ? html`<p><a class="back" href="${filingAddress(application.id, 'withdraw')}">${application.state === 'draft' ? '不办了，删掉草稿' : '撤回申请'}</a></p>` : ''}`,
      visit.frame,
    ),
  );
}

/** What was handed out, to take along. */
function handedOut({ id, notices, decidedOn }: Application): Html | string {
  const own = notices.filter(({ audience }) => audience === 'applicant');
  if (own.length === 0) return '';
  return html`<ul class="rows">${own.map(({ id: notice, kindName, hasDocument, documentNumber }) =>
    hasDocument
      ? html`<li><a class="back" href="${filingAddress(id, `notices/${notice}`)}">下载${kindName}</a>${documentNumber ? html` <span class="quiet">${documentNumber}</span>` : ''}</li>`
      : html`<li>已出具${kindName}${decidedOn ? '，请到办理单位领取' : ''}。</li>`,
  )}</ul>`;
}

/** A notice of the own application as a file. */
export async function downloadNotice({ context, params, request, reply }: PersonRequest): Promise<FastifyReply> {
  const id = numberOf(params['notice']);
  if (id === undefined) throw refuse(filingErrors.NOTICE_NOT_FOUND);
  return sendFile(request, reply, await getNoticeFile(context, 'own', { id, format: 'pdf' }));
}

function toDo(asking: Asking): Html | string {
  const { application } = asking;
  if (application.state === 'supplementing') return supplementList(application);
  if (!isOpenToEdit(application)) return '';
  const first = isChange(asking) ? pagesOf(asking)[0] : nextToFill(asking);
  const forward = forwardOf(application);
  return html`<div class="actions">${first ? html`<a class="button" href="${askAddress(application.id, first)}">接着填</a>` : ''}${
    forward ? html`<a class="button plain" href="${filingAddress(application.id, 'check')}">检查并提交</a>` : ''
  }</div>`;
}

/** What the office asked for, once and completely, answered item by item. */
function supplementList({ id, supplementItems, abilities }: Application): Html {
  const open = supplementItems.filter(({ isDone }) => !isDone);
  const mayHandBack = abilities.some(({ action }) => action === 'supplement');
  return html`<h2>要补的材料</h2>
<ul class="rows panel">${supplementItems.map(
    ({ number, content, isDone, reply }) =>
      html`<li>${number}. ${content}<br>${isDone ? html`<span class="quiet">✓ 已补：${reply ?? '已备好'}</span>` : html`<span class="missing">还没有补</span>`}
<br><a class="back" href="${filingAddress(id, `supplement/${number}`)}" aria-label="${isDone ? '修改' : '去补这一项'}：${content}">${isDone ? '修改' : '去补这一项'}</a></li>`,
  )}</ul>
${
  mayHandBack
    ? open.length === 0
      ? html`<a class="button" href="${filingAddress(id, 'check')}">都补好了，检查后交回</a>`
      : html`<p class="quiet">全部补好后，就能交回。</p>`
    : ''
}
<p><a class="back" href="${askAddress(id, 'materials')}?from=check">修改其他内容和材料</a></p>`;
}

function stepList({ steps }: Application, today: string): Html | string {
  if (steps.length === 0) return '';
  return html`<h2>经过</h2>
<ol class="step-line">${steps
    .toReversed()
    .map(
      ({ actionName, stateName, at, body, reason, ground }) =>
        html`<li>${dayShort(dayInChina(new Date(at)), today)} ${body}：${actionName}<span class="quiet">（${stateName}）</span>${ground ? html`<br>依据：${ground}` : ''}${
          reason ? html`<br>说明：${reason}` : ''
        }</li>`,
    )}</ol>`;
}
