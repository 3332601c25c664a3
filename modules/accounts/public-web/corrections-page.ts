import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import type { Context } from '#platform/context.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonSection } from '#platform/http/person-part.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { addDays, dayInWords } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, hidden, panel, type Tone } from '#ui/portal/parts.ts';
import { CORRECTION_DAYS } from '../contract/correction.ts';
import { accountErrors } from '../contract/errors.ts';
import { listOwnCorrections, type OwnCorrection, withdrawCorrection } from '../server/public.ts';

const MOST_SHOWN = 50;
/** So long an answer stands on the first page. */
const SHOWN_DAYS = 30;

/** What the person asked to be corrected, and what the offices answered. */
export async function showCorrections({ context, reply, frame }: PersonRequest): Promise<FastifyReply> {
  const own = await listOwnCorrections(context, MOST_SHOWN);
  const body = html`${backLink('/my/data', '我的信息和授权')}
<h1>我的更正申请</h1>
<p>平台上关于您的信息不对，可以申请更正。登记它的社区或街道核对后更正，${CORRECTION_DAYS} 天内答复；不更正的，要说明理由。</p>
<p><a class="button" href="/my/corrections/new">申请更正</a></p>
${own.length === 0 ? html`<p class="panel">您还没有提过更正申请。</p>` : own.map(requestPanel)}`;
  return sendPage(reply, page('我的更正申请', body, frame));
}

const TONES: Record<OwnCorrection['state'], Tone> = { waiting: 'info', corrected: 'done', partly: 'warning', refused: 'problem', withdrawn: 'warning' };

function requestPanel(one: OwnCorrection): Html {
  const { id, about, place, wrong, right, receivedOn, state } = one;
  return panel(
    TONES[state],
    html`<h2>${about}</h2>
<p><strong>${standingInWords(one)}</strong></p>
<dl class="facts"><div><dt>哪里不对</dt><dd class="lines">${wrong}</dd></div><div><dt>应当是</dt><dd class="lines">${right}</dd></div>
<div><dt>由谁答复</dt><dd>${place}</dd></div><div><dt>提出日期</dt><dd>${dayInWords(receivedOn)}</dd></div></dl>
${one.answer === null ? '' : html`<p class="lines">答复：${one.answer}</p>`}
${state === 'refused' || state === 'partly' ? html`<p class="quiet">不同意的，可以向上一级民政部门反映，也可以依法向人民法院起诉（个人信息保护法第五十条）。</p>` : ''}
${
  state === 'waiting'
    ? html`<form method="post" action="/my/corrections/withdraw">${hidden({ id })}<button type="submit" class="plain">撤回这件申请</button></form>`
    : ''
}`,
  );
}

function standingInWords({ state, stateName, dueOn, isOverdue, answeredOn }: OwnCorrection): string {
  if (state !== 'waiting') return answeredOn === null ? stateName : `${stateName}（${dayInWords(answeredOn)}答复）`;
  return isOverdue ? `应当在${dayInWords(dueOn)}前答复，已经过期。可以当面去催，或向上一级民政部门反映。` : `等待答复，最迟${dayInWords(dueOn)}。`;
}

export async function withdrawOwn({ context, reply, typed }: PersonRequest): Promise<FastifyReply> {
  const id = /^\d{1,15}$/.test(typed['id'] ?? '') ? Number(typed['id']) : undefined;
  if (id === undefined) throw refuse(accountErrors.CORRECTION_NOT_FOUND);
  await withdrawCorrection(context, id);
  return reply.redirect('/my/corrections', 303);
}

/** On the first page of the person: what waits, and what was answered lately. */
export async function correctionSection(context: Context): Promise<PersonSection | undefined> {
  const since = addDays(context.today, -SHOWN_DAYS);
  const own = (await listOwnCorrections(context, MOST_SHOWN)).filter(
    ({ state, answeredOn }) => state === 'waiting' || (answeredOn !== null && answeredOn >= since),
  );
  if (own.length === 0) return undefined;
  const content = html`<ul class="panel announced">${own.map(
    (one) => html`<li><a href="/my/corrections">更正申请：${one.about}</a><br><span class="quiet">${standingInWords(one)}</span></li>`,
  )}</ul>`;
  return { content, isTheirTurn: false };
}
