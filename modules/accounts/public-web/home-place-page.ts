import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findDivision, getDivisionPaths, listChildren, searchSummaries } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page, problemBox } from '#ui/portal/page.ts';
import { backLink, checkField, hidden, lineField, panel } from '#ui/portal/parts.ts';
import { PURPOSES } from '../contract/purposes.ts';
import { registerHome } from '../server/public.ts';

const NATION = '000000000000';
const MOST_FOUND = 20;
const MOST_LISTED = 200;
const CODE = /^\d{12}$/;

/** Where the person lives: first found, by name or step by step, then agreed to. */
export async function showHome(visit: PersonRequest): Promise<FastifyReply> {
  const { place } = visit.query;
  return sendPage(visit.reply, place && CODE.test(place) ? await agreementPage(visit, place) : await placePage(visit));
}

export async function chooseHome(visit: PersonRequest): Promise<FastifyReply> {
  const code = visit.typed['place'] ?? '';
  try {
    await registerHome(visit.context, { code, agreed: visit.typed['agreed'] === 'yes' });
    return visit.reply.redirect('/my/home', 303);
  } catch (error) {
    if (!(error instanceof Refusal) || !CODE.test(code)) throw error;
    return sendPage(visit.reply, await agreementPage(visit, code, error.message), error.status);
  }
}

async function placePage({ context, frame, home, query, request }: PersonRequest): Promise<string> {
  const { db } = context.platform;
  const words = (query['q'] ?? '').trim().slice(0, 60);
  const within = CODE.test(query['in'] ?? '') ? (query['in'] ?? NATION) : NATION;
  const here = home === undefined ? undefined : (await getDivisionPaths(db, [home])).get(home)?.path.join(' ');
  const list = words === '' ? await listWithin(context, within) : await listFound(context, words);
  return page(
    '我住的社区',
    html`${within === NATION && words === '' ? backLink('/my', '我的') : backLink('/my/home', '重新选')}
<h1>我住的社区</h1>
${here ? panel('done', html`<p>您登记的是：<strong>${here}</strong></p><p>搬家了，可以在下面换一个；不想登记了，到<a href="/my/data">我的信息和授权</a>撤回。</p>`) : ''}
<form method="get" action="/my/home" role="search">
${lineField({ name: 'q', label: here ? '换一个社区（村）' : '找您住的社区（村）', value: words, hint: '写名字就行，前面可以加上城市，例如：平顶山 曙光街。' }, { type: 'search', most: 60 })}
<button type="submit">找</button>
</form>
${list}`,
    { ...frame, path: request.url },
  );
}

async function listFound(context: PersonRequest['context'], words: string): Promise<Html> {
  const found = await searchSummaries(context, { q: words, limit: MOST_FOUND });
  if (found.length === 0) return panel('info', html`<p>没有找到“${words}”。换一个写法试试，或者<a href="/my/home">从省市一级一级选</a>。</p>`);
  return html`<h2>找到 ${found.length} 个</h2><ul class="rows panel">${found.map(({ code, path, level }) => row(level === 'community' ? 'place' : 'in', code, path.join(' ')))}</ul>`;
}

async function listWithin(context: PersonRequest['context'], within: string): Promise<Html> {
  const { items } = await listChildren(context, { code: within, limit: MOST_LISTED });
  const parent = await findDivision(context, context.platform.db, within);
  return html`<h2>${within === NATION ? '或者从省市一级一级选' : parent.name}</h2>
<ul class="rows panel">${items.map(({ code, name, level }) => row(level === 'community' ? 'place' : 'in', code, name))}</ul>`;
}

function row(what: 'place' | 'in', code: string, text: string): Html {
  return html`<li><a class="row-link" href="/my/home?${what}=${code}">${text}</a></li>`;
}

async function agreementPage({ context, frame }: PersonRequest, code: string, problem?: string): Promise<string> {
  const division = await findDivision(context, context.platform.db, code);
  const path = (await getDivisionPaths(context.platform.db, [division.key])).get(division.key)?.path.join(' ') ?? division.name;
  const { consent, ground, keptFor } = PURPOSES.residence;
  return page(
    '登记住的社区',
    html`${backLink('/my/home', '重新选')}
${problemBox(problem)}
<h1>您住在${division.name}？</h1>
<p>${path}</p>
${panel('info', html`<h2>我们保存什么</h2><p>${consent.text}</p><p class="quiet">依据：${ground}。存多久：${keptFor}。</p>`)}
<form method="post" action="/my/home">${hidden({ place: code })}
${checkField({ name: 'agreed', label: '我已阅读并同意', value: '' })}
<button type="submit">登记</button></form>`,
    { ...frame, path: `/my/home?place=${code}` },
  );
}
