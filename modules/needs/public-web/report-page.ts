import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findListedOrganization, listDirectory } from '#modules/organizations/server/public.ts';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import { rangeOf } from '#shared/division-code.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, choiceField, errorSummary, type FieldLook, hidden, lineField, panel, textField } from '#ui/portal/parts.ts';
import { needErrors } from '../contract/errors.ts';
import { NEED_LIMITS } from '../contract/need.ts';
import { REPORT_KINDS } from '../contract/vocabulary.ts';
import { type NeedMeans, reportOrganization } from '../server/public.ts';

export const REPORT = '/my/party/report';
const STREET_SPAN = 1000;
const MOST_WORDS = 60;
const HINTS = { problem: '例如：收费没有公示、活动扰民、账目不清', suggestion: '例如：活动换个时间、多请些年轻人参加' };
const KINDS = Object.entries(REPORT_KINDS).map(([value, label]) => ({ value, label, hint: HINTS[value as keyof typeof HINTS] }));

/** First about which organization of the own community, then what is to be said (SZ-D41). */
export async function showReporting(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  const div = await means.partyMemberAt(visit.context);
  if (div === undefined) return visit.reply.redirect('/my/party', 303);
  const id = numberOf(visit.query['organization']);
  return sendPage(visit.reply, id === undefined ? await choosingPage(visit, div) : await formPage(visit, id, {}));
}

const numberOf = (text: string | undefined): number | undefined => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : undefined);

async function choosingPage({ context, frame, query, request }: PersonRequest, div: number): Promise<string> {
  const words = (query['q'] ?? '').toWellFormed().replaceAll('\0', '').trim().slice(0, MOST_WORDS);
  const street = div - (div % STREET_SPAN);
  const asked = { range: rangeOf(div, 'community'), street, q: words, after: query['after'] };
  const { items, next } = await listDirectory(context.platform.portalDb, context.today, asked);
  const more =
    next === undefined ? '' : html`<p><a class="button plain" href="${REPORT}?${new URLSearchParams({ q: words, after: next }).toString()}">继续显示</a></p>`;
  return page(
    '反映哪个组织',
    html`${backLink('/my/party', '党员身份')}
<h1>关于哪个组织？</h1>
<form method="get" action="${REPORT}" role="search">
${lineField({ name: 'q', label: '找组织', value: words, hint: '写名字里的几个字就行。' }, { type: 'search', most: MOST_WORDS })}
<button type="submit">找</button></form>
<h2>${words === '' ? '本社区、本街道的组织' : '找到的组织'}</h2>
${
  items.length === 0
    ? panel('info', html`<p>${words === '' ? '您所在的社区（村）还没有登记在册的组织。' : `没有找到名字里有“${words}”的组织。换一个写法试试。`}</p>`)
    : html`<ul class="rows panel">${items.map(({ id, name, category, placeName }) => html`<li><a class="row-link" href="${REPORT}?organization=${id}">${name}<br><span class="quiet">${category}，${placeName}</span></a></li>`)}</ul>${more}`
}`,
    { ...frame, path: request.url },
  );
}

async function formPage({ context, frame }: PersonRequest, id: number, typed: Typed, problem?: Refusal): Promise<string> {
  const organization = await findListedOrganization(context.platform.portalDb, context.today, id);
  if (!organization) throw refuse(needErrors.NEED_INVALID, { problem: '没有找到这个组织，它可能已经终止。请返回重新选择。' });
  const wrong = new Map((problem?.fields ?? []).map(({ path, message }) => [String(path), message]));
  const look = (name: string, label: string, hint?: string): FieldLook => ({ name, label, hint, value: typed[name] ?? '', wrong: wrong.get(name) });
  return page(
    '反映问题、提建议',
    html`${backLink(REPORT, '换一个组织')}
${problem ? errorSummary(wrong.size > 0 ? [...wrong].map(([name, text]) => ({ text, href: `#${name}` })) : [{ text: problem.message }]) : ''}
<h1>反映问题、提建议</h1>
<p>关于 <strong>${organization.name}</strong></p>
<form method="post" action="${REPORT}" novalidate>${hidden({ organization: id })}
${choiceField(look('kind', '您要'), KINDS)}
${lineField(look('title', '用一句话说'), { most: NEED_LIMITS.title })}
${textField(look('details', '具体情况（可以不填）', '什么时候、在哪里、怎么回事；提建议的，写怎样做更好。'), NEED_LIMITS.details)}
${lineField(look('name', '怎么称呼您（可以不填）'), { autocomplete: 'name', most: NEED_LIMITS.name })}
<p class="quiet">只有您所在社区（村）的居（村）委会能看到；他们办不了的，交街道（乡镇）。不公开，不告诉被反映的组织是谁反映的。您的手机号加密保存，用来与您联系。</p>
<button type="submit">提交</button></form>`,
    { ...frame, path: `${REPORT}?organization=${id}` },
  );
}

/** What is missing is asked again, with everything else kept. */
export async function sendReport(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  const { context, typed, reply, frame } = visit;
  const text = (name: string) => (typed[name] ?? '').toWellFormed();
  const id = numberOf(typed['organization']);
  if (id === undefined) return reply.redirect(REPORT, 303);
  try {
    const said = { organizationId: id, kind: text('kind'), title: text('title'), details: text('details'), name: text('name') };
    return await sendPage(reply, page('收到了', receipt(await reportOrganization(context, means, said)), { ...frame, path: '/my' }));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== needErrors.NEED_INVALID.code) throw error;
    return sendPage(reply, await formPage(visit, id, typed, error), error.status);
  }
}

function receipt(number: string): Html {
  return html`<h1>收到了</h1>
${panel(
  'done',
  html`<p>已转给您所在社区（村）的居（村）委会，5 个工作日内有回应。</p><p>编号：<strong class="receipt">${groupCode(number)}</strong></p>
<p>办得怎样，会写在“我的”里；答复以后，请您说一声解决了没有。</p>`,
)}
<p><a class="button" href="/my">回到“我的”</a></p>`;
}
