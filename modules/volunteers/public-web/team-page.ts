import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInWords } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, panel } from '#ui/portal/parts.ts';
import type { Service } from '../contract/service.ts';
import type { TeamMember } from '../contract/team.ts';
import { TEAM_ROLES } from '../contract/words.ts';
import { changeMember, confirmServices, durationInWords, getLedTeam, type LedTeam } from '../server/public.ts';
import { correctAddress, teamAddress, VOLUNTEER_HOME } from './addresses.ts';

export const numberOf = (text: string | undefined): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : -1);

/** What the leader of a team has to do: who asked, what waits for confirmation, who is in it. */
export async function showTeam(visit: PersonRequest): Promise<FastifyReply> {
  return sendPage(visit.reply, teamPage(visit, await getLedTeam(visit.context, numberOf(visit.params['id']))));
}

export async function decideMember(visit: PersonRequest): Promise<FastifyReply> {
  const teamId = numberOf(visit.params['id']);
  const action = (['accept', 'refuse', 'end'] as const).find((one) => one === visit.typed['action']);
  if (action) await changeMember(visit.context, 'own', { teamId, volunteerId: numberOf(visit.typed['volunteer']), action });
  return visit.reply.redirect(teamAddress(String(teamId)), 303);
}

/** The ticked records; refusals stand on the page of the team. */
export async function confirm(visit: PersonRequest): Promise<FastifyReply> {
  const teamId = numberOf(visit.params['id']);
  const ids = Object.keys(visit.typed).flatMap((name) => (/^service\.\d{1,15}$/.test(name) ? [Number(name.slice(8))] : []));
  try {
    if (ids.length > 0) await confirmServices(visit.context, 'own', ids);
    return visit.reply.redirect(teamAddress(String(teamId)), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, teamPage(visit, await getLedTeam(visit.context, teamId), error.message), error.status);
  }
}

function teamPage({ frame }: PersonRequest, led: LedTeam, problem?: string): string {
  const { team, members, waiting, confirmed, totals, joinCode, selfId } = led;
  const asked = members.filter(({ state }) => state === 'asked');
  const inside = members.filter(({ state }) => state === 'member');
  return page(
    team.name,
    html`${backLink(VOLUNTEER_HOME, '我的志愿服务')}
${errorSummary(problem ? [{ text: problem }] : [], '没有办成')}
<h1>${team.name}</h1>
<p>今年 ${totals.persons} 人参加，${totals.services} 人次，共 ${durationInWords(totals.minutes)}。</p>
<p><a class="button" href="${teamAddress(team.id, 'record')}">记录一次服务</a></p>
${asked.length > 0 ? html`<h2>申请加入的人</h2>${asked.map((member) => askedPanel(team.id, member))}` : ''}
<h2>等待确认的记录</h2>
${waiting.length === 0 ? html`<p class="panel">没有等待确认的记录。</p>` : confirmForm(team.id, waiting, selfId)}
${confirmed.length === 0 ? '' : html`<details><summary>已经确认的记录（最近 ${confirmed.length} 条）</summary><ul class="rows panel">${confirmed.map((one) => confirmedRow(team.id, one, selfId))}</ul></details>`}
<h2>队员（${inside.length} 人）</h2>
<ul class="rows panel">${inside.map(({ name, role, phone }) => html`<li><strong>${name}</strong> ${TEAM_ROLES[role]}<br><span class="quiet">${phone ?? '没有手机号'}</span></li>`)}</ul>
${joinCode === null ? html`<p class="quiet">需要入队码的，请社区居委会开通。</p>` : panel('info', html`<p>入队码 <strong class="receipt">${joinCode}</strong></p><p>告诉想参加的人，填了就能加入。</p>`)}`,
    { ...frame, path: teamAddress(team.id) },
  );
}

function askedPanel(teamId: string, { volunteerId, name, phone, askedOn }: TeamMember): Html {
  return html`<div class="panel warning"><h3>${name}</h3><p>${phone ?? ''} ${dayInWords(askedOn)}申请</p>
<form method="post" action="${teamAddress(teamId, 'members')}">${hidden({ volunteer: volunteerId })}<div class="actions"><button type="submit" name="action" value="accept" aria-label="同意加入：${name}">同意加入</button><button type="submit" name="action" value="refuse" class="plain" aria-label="不同意：${name}">不同意</button></div></form></div>`;
}

/** All ticked, but the leader's own: these are the community's to confirm. */
function confirmForm(teamId: string, waiting: readonly Service[], selfId: string): Html {
  const own = waiting.filter(({ volunteerId }) => volunteerId === selfId);
  const others = waiting.filter(({ volunteerId }) => volunteerId !== selfId);
  return html`${
    others.length === 0
      ? ''
      : html`<form method="post" action="${teamAddress(teamId, 'confirm')}" class="panel"><p>核对时间，去掉不对的，再确认。</p>
${others.map(
  ({ id, volunteerName, servedOn, from, to, minutes, content, dueOn, isOverdue, isFromCheckIn }) =>
    html`<label class="check" for="service.${id}"><input type="checkbox" id="service.${id}" name="service.${id}" value="yes" checked><span><strong>${volunteerName}</strong> ${dayInWords(servedOn)} ${from}–${to}，${durationInWords(minutes)}，${content}${isFromCheckIn ? '（按活动签到）' : ''}<br><span class="${isOverdue ? 'missing' : 'quiet'}">${isOverdue ? '已过期限，请尽快确认' : `请在 ${dayInWords(dueOn)}前确认`}</span></span></label><p><a class="back" href="${correctAddress(teamId, id)}" aria-label="更正：${volunteerName} ${dayInWords(servedOn)}">更正</a></p>`,
)}
<button type="submit">确认勾选的记录</button></form>`
  }${own.length > 0 ? panel('info', html`<p>您自己的 ${own.length} 条记录由社区居委会确认。</p>`) : ''}`;
}

function confirmedRow(teamId: string, { id, volunteerId, volunteerName, servedOn, from, to, minutes, content }: Service, selfId: string): Html {
  return html`<li><strong>${volunteerName}</strong> ${dayInWords(servedOn)} ${from}–${to}，${durationInWords(minutes)}<br><span class="quiet">${content}</span>${
    volunteerId === selfId
      ? ''
      : html`<br><a class="back" href="${correctAddress(teamId, id)}" aria-label="更正：${volunteerName} ${dayInWords(servedOn)}">更正</a>`
  }</li>`;
}
