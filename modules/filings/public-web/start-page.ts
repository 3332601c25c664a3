import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findDivision, getDivisionPaths, listChildren, searchSummaries } from '#modules/divisions/server/public.ts';
import type { DivisionSummary } from '#modules/divisions/contract/division.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page, problemBox } from '#ui/portal/page.ts';
import { backLink, lineField, panel } from '#ui/portal/parts.ts';
import { type FilingMeans, getRulesAt } from '../server/public.ts';
import { startPanel } from './organization-page.ts';
import { startFiling } from './start-filing.ts';

const NATION = '000000000000';
const MOST_FOUND = 20;
const MOST_LISTED = 200;
/** Where an organization may be at home. */
const HOMES = ['township', 'community'];

/** A new group: first where it is, then what can be applied for there. */
export async function showStart(visit: PersonRequest): Promise<FastifyReply> {
  const { place, q } = visit.query;
  if (place) return sendPage(visit.reply, await procedurePage(visit, place));
  return sendPage(visit.reply, await placePage(visit, (q ?? '').trim().slice(0, 60)));
}

export async function chooseAndStart(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const division = visit.typed['place'] ?? '';
  try {
    return await startFiling(visit, means, { division });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, await placePage({ ...visit, query: {} }, '', error.message), error.status);
  }
}

async function placePage(visit: PersonRequest, query: string, problem?: string): Promise<string> {
  const { context, frame } = visit;
  const within = /^\d{12}$/.test(visit.query['in'] ?? '') ? (visit.query['in'] ?? NATION) : NATION;
  const found = query === '' ? undefined : (await searchSummaries(context, { q: query, limit: MOST_FOUND * 2 })).slice(0, MOST_FOUND);
  return page(
    '在哪个社区？',
    html`${within === NATION ? backLink('/my', '我的') : backLink('/my/new', '重新选')}
${problemBox(problem)}
<h1>团队在哪个社区？</h1>
<form method="get" action="/my/new" role="search">
${lineField({ name: 'q', label: '找社区（村）或街道（乡镇）', value: query, hint: '写名字就行，前面可以加上城市，例如：平顶山 曙光街。' }, { type: 'search', most: 60 })}
<button type="submit">找</button>
</form>
${found ? foundList(found, query) : await listWithin(visit, within)}`,
    { ...frame, path: visit.request.url },
  );
}

function foundList(found: readonly DivisionSummary[], query: string): Html {
  if (found.length === 0) return panel('info', html`<p>没有找到“${query}”。换一个写法试试，或者<a href="/my/new">从省市一级一级选</a>。</p>`);
  return html`<h2>找到 ${found.length} 个</h2><ul class="rows panel">${found.map((division) => placeRow(division, division.path.join(' ')))}</ul>
<p><a class="back" href="/my/new">不在里面，从省市一级一级选</a></p>`;
}

async function listWithin({ context }: PersonRequest, within: string): Promise<Html> {
  const parent = await findDivision(context, context.platform.db, within);
  const { items } = await listChildren(context, { code: within, limit: MOST_LISTED });
  const path = within === NATION ? '' : ((await getDivisionPaths(context.platform.db, [parent.key])).get(parent.key)?.path.join(' ') ?? '');
  return html`<h2>${path === '' ? '或者从省市一级一级选' : path}</h2>
<ul class="rows panel">${HOMES.includes(parent.level) ? placeRow({ code: within, level: 'community', childCount: 0 }, `整个${parent.name}（在全街道、全乡镇活动）`) : ''}
${items.map((division) => placeRow(division, division.name))}</ul>`;
}

/** A place to choose, or to look into. */
function placeRow({ code, level, childCount }: Pick<DivisionSummary, 'code' | 'level' | 'childCount'>, text: string): Html {
  const isHome = level === 'community' || (level === 'township' && childCount === 0);
  return html`<li><a class="row-link" href="/my/new?${isHome ? 'place' : 'in'}=${code}">${text}</a></li>`;
}

/** What a new group may apply for at a place. */
async function procedurePage({ context, frame, request }: PersonRequest, place: string): Promise<string> {
  const division = await findDivision(context, context.platform.db, place);
  const { procedures } = await getRulesAt(context, 'own', place);
  const path = (await getDivisionPaths(context.platform.db, [division.key])).get(division.key)?.path.join(' ') ?? division.name;
  const open = procedures.filter(
    ({ enabled, startsFrom, transitions }) =>
      enabled && startsFrom.includes('none') && transitions.some(({ from, action, by }) => from === 'new' && action === 'start' && by.includes('applicant')),
  );
  const hasLedger = open.some(({ procedure }) => procedure === 'ledgerOpening');
  return page(
    '要办什么？',
    html`${backLink('/my/new', '重新选地方')}
<h1>要办什么？</h1>
<p>${path}</p>
${open.map(({ procedure, label }) => startPanel({ procedure, label, action: '/my/new', more: { place } }))}
${hasLedger ? '' : panel('info', html`<p>人不多、还没达到备案条件的活动小组，请到社区居（村）委会登记台账，不用在这里申请。</p>`)}
<p class="quiet">团队已经登记在册的，请<a href="/my/claim">用认领码认领</a>，不要重复申请。</p>`,
    { ...frame, path: request.url },
  );
}
