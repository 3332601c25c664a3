import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findDivision, getDivisionPaths } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page, problemBox } from '#ui/portal/page.ts';
import { backLink, checkField, hidden, lineField, panel } from '#ui/portal/parts.ts';
import { PURPOSES } from '../contract/purposes.ts';
import { registerHome } from '../server/public.ts';
import { NATION, placeList, withinOf, wordsIn } from './place-list.ts';

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
  const words = wordsIn(query);
  const within = withinOf(query);
  const here = home === undefined ? undefined : (await getDivisionPaths(db, [home])).get(home)?.path.join(' ');
  const list = await placeList(context, { address: '/my/home', query });
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
