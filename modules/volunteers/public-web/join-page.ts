import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, lineField } from '#ui/portal/parts.ts';
import type { TeamSummary } from '../contract/team.ts';
import { askToJoin, getOwnVolunteer, joinByCode, leaveTeam, listTeamsNear, type OwnVolunteer } from '../server/public.ts';
import { JOIN, registerAddress, teamAddress, VOLUNTEER_HOME } from './addresses.ts';

/** Teams near, and a field for a code. */
export async function showJoin(visit: PersonRequest): Promise<FastifyReply> {
  const own = await getOwnVolunteer(visit.context);
  if (!own) return visit.reply.redirect(registerAddress('who'), 303);
  return sendPage(visit.reply, joinPage(visit, own, await listTeamsNear(visit.context), undefined));
}

export async function join(visit: PersonRequest): Promise<FastifyReply> {
  try {
    await joinByCode(visit.context, visit.typed['code'] ?? '');
    return visit.reply.redirect(VOLUNTEER_HOME, 303);
  } catch (error) {
    const own = await getOwnVolunteer(visit.context);
    if (!(error instanceof Refusal) || !own) throw error;
    return sendPage(visit.reply, joinPage(visit, own, await listTeamsNear(visit.context), error.message), error.status);
  }
}

export async function ask({ context, params, reply }: PersonRequest): Promise<FastifyReply> {
  await askToJoin(context, Number(params['id']) || -1);
  return reply.redirect(VOLUNTEER_HOME, 303);
}

export async function leave({ context, params, reply }: PersonRequest): Promise<FastifyReply> {
  await leaveTeam(context, Number(params['id']) || -1);
  return reply.redirect(VOLUNTEER_HOME, 303);
}

function joinPage({ frame, typed }: PersonRequest, { volunteer }: OwnVolunteer, teams: readonly TeamSummary[], problem: string | undefined): string {
  const open = new Set(volunteer.memberships.filter(({ state }) => state === 'asked' || state === 'member').map(({ teamId }) => teamId));
  return page(
    '参加志愿服务队',
    html`${backLink(VOLUNTEER_HOME, '我的志愿服务')}
${errorSummary(problem ? [{ text: problem, href: '#code' }] : [], '没有加入成功')}
<h1>参加志愿服务队</h1>
<form method="post" action="${JOIN}" class="panel" novalidate>
${lineField({ name: 'code', label: '有入队码的，在这里填', value: typed['code'] ?? '', hint: '8 位字母和数字，向队长要。填对了马上加入。', wrong: problem }, { most: 20, isShort: true })}
<button type="submit">加入</button></form>
<h2>附近的队伍</h2>
${teams.length === 0 ? html`<p class="panel">附近还没有登记的志愿服务队，可以问问社区居委会。</p>` : ''}
${teams.map(
  ({ id, name, divisionName, organizationName, memberCount, markedOn }) => html`<div class="panel"><h3>${name}</h3>
<p>${organizationName ? `${organizationName}，` : ''}${memberCount} 名队员${markedOn === null ? '' : '，有志愿服务标识'}<br><span class="quiet">${divisionName}</span></p>
${open.has(id) ? html`<p>您已经在队里，或者申请过了。</p>` : html`<form method="post" action="${teamAddress(id, 'ask')}"><button type="submit" class="plain" aria-label="申请加入：${name}">申请加入</button></form>`}</div>`,
)}`,
    { ...frame, path: JOIN },
  );
}
