import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findDivision, getDivisionPaths } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page, problemBox } from '#ui/portal/page.ts';
import { backLink, checkField, door, hidden, lineField, panel } from '#ui/portal/parts.ts';
import { PURPOSES } from '../contract/purposes.ts';
import { registerPartyMember } from '../server/public.ts';
import { placeList, wordsIn } from './place-list.ts';

const ADDRESS = '/my/party';
const CODE = /^\d{12}$/;

/** Whether the person says to be a party member (SZ-D41): what that opens, the way to take it back; or the way to say so. */
export async function showParty(visit: PersonRequest): Promise<FastifyReply> {
  const { query, hats, home, reply } = visit;
  const worn = hats.find(({ hat }) => hat === 'partyMember');
  const isChoosing = query['q'] !== undefined || query['in'] !== undefined;
  const { place } = query;
  if (place && CODE.test(place)) return sendPage(reply, await agreementPage(visit, place));
  if (isChoosing) return sendPage(reply, await placePage(visit));
  if (worn) return sendPage(reply, await memberPage(visit, worn.div));
  return sendPage(reply, home === undefined ? await placePage(visit) : await agreementPage(visit, codeOf(home)));
}

export async function sayParty(visit: PersonRequest): Promise<FastifyReply> {
  const code = visit.typed['place'] ?? '';
  try {
    await registerPartyMember(visit.context, { code, agreed: visit.typed['agreed'] === 'yes' });
    return visit.reply.redirect(ADDRESS, 303);
  } catch (error) {
    if (!(error instanceof Refusal) || !CODE.test(code)) throw error;
    return sendPage(visit.reply, await agreementPage(visit, code, error.message), error.status);
  }
}

async function pathOf({ context }: PersonRequest, key: number): Promise<string> {
  return (await getDivisionPaths(context.platform.db, [key])).get(key)?.path.join(' ') ?? '';
}

/** Said already. */
async function memberPage(visit: PersonRequest, div: number): Promise<string> {
  return page(
    '党员身份',
    html`${backLink('/my', '我的')}
<h1>党员身份</h1>
${panel('done', html`<p>您说明过自己是党员，所在的社区（村）：<strong>${await pathOf(visit, div)}</strong></p>`)}
<ul class="doors">${door('/my/party/report', '反映问题、提建议', '社区社会组织有什么问题、可以怎样做得更好，告诉社区；办得怎样会告诉您')}
${door('/my/volunteer', '党员志愿服务', '看您为群众做了多少小时的志愿服务')}</ul>
<h2>换一个社区，或者撤回</h2>
<p><a class="back" href="${ADDRESS}?in=000000000000">换一个社区（村）</a></p>
<p>${PURPOSES.partyMember.consent.withdrawal}</p>
<form method="post" action="/my/data/withdraw">${hidden({ purpose: 'partyMember' })}<button type="submit" class="plain">撤回党员身份</button></form>`,
    { ...visit.frame, path: ADDRESS },
  );
}

async function placePage({ context, frame, query, request }: PersonRequest): Promise<string> {
  return page(
    '党员身份',
    html`${backLink('/my', '我的')}
<h1>您在哪个社区（村）？</h1>
<p>选您住的，或者党组织关系所在的社区（村）。您反映的事由这里的居（村）委会办理。</p>
<form method="get" action="${ADDRESS}" role="search">
${lineField({ name: 'q', label: '找社区（村）', value: wordsIn(query), hint: '写名字就行，前面可以加上城市，例如：平顶山 曙光街。' }, { type: 'search', most: 60 })}
<button type="submit">找</button>
</form>
${await placeList(context, { address: ADDRESS, query })}`,
    { ...frame, path: request.url },
  );
}

async function agreementPage(visit: PersonRequest, place: string, problem?: string): Promise<string> {
  const division = await findDivision(visit.context, visit.context.platform.db, place);
  return page(
    '说明党员身份',
    html`${backLink('/my', '我的')}
${problemBox(problem)}
<h1>您是中共党员吗？</h1>
<p>是的，可以自己说明，不是必须的。说明以后，您可以向社区反映社区社会组织的问题、提建议。</p>
<p>所在的社区（村）：<strong>${await pathOf(visit, division.key)}</strong>　<a href="${ADDRESS}?in=000000000000">换一个</a></p>
${consentPanel()}
<form method="post" action="${ADDRESS}">${hidden({ place })}
${checkField({ name: 'agreed', label: '我是中共党员（含预备党员），已阅读并单独同意', value: '' })}
<button type="submit">说明党员身份</button></form>`,
    { ...visit.frame, path: ADDRESS },
  );
}

function consentPanel(): Html {
  const { consent, ground, keptFor } = PURPOSES.partyMember;
  return panel('info', html`<h2>我们保存什么</h2><p>${consent.text}</p><p class="quiet">依据：${ground}。存多久：${keptFor}。</p>`);
}
