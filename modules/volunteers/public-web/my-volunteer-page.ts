import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInWords } from '#shared/day.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { answerList, backLink, panel } from '#ui/portal/parts.ts';
import type { Service } from '../contract/service.ts';
import { SERVICE_STATES } from '../contract/service.ts';
import { ID_KINDS, MEMBERSHIP_STATES, TEAM_ROLES } from '../contract/words.ts';
import { type Confirmed, durationInWords, getOwnVolunteer, type OwnVolunteer, sumConfirmedOf, type VolunteerMeans, withdrawSelf } from '../server/public.ts';
import { CERTIFICATES, JOIN, registerAddress, serviceAddress, teamAddress, VOLUNTEER_HOME } from './addresses.ts';

/** The own record, minutes, teams and certificates; whoever is not registered is led there. */
export async function showVolunteer(visit: PersonRequest): Promise<FastifyReply> {
  const own = await getOwnVolunteer(visit.context);
  if (!own) return visit.reply.redirect(registerAddress('who'), 303);
  const asMember = visit.hats.some(({ hat }) => hat === 'partyMember') ? await sumConfirmedOf(visit.context, own) : undefined;
  return sendPage(visit.reply, volunteerPage(visit, own, asMember));
}

function volunteerPage({ frame }: PersonRequest, own: OwnVolunteer, asMember: Confirmed | undefined): string {
  const { volunteer, totals } = own;
  return page(
    '我的志愿服务',
    html`${backLink('/my', '我的')}
<h1>我的志愿服务</h1>
${panel('done', html`<p class="verdict">今年 ${durationInWords(totals.minutes)}</p><p>已确认 ${totals.services} 次${totals.waiting > 0 ? `，${totals.waiting} 次等待确认` : ''}。</p>`)}
${asMember ? panel('info', html`<p>党员志愿服务：您登记以来为群众服务 ${asMember.services} 次，共 ${durationInWords(asMember.minutes)}（已确认的）。只有您自己看得到。</p>`) : ''}
<h2>我的队伍</h2>
${teamsOf(own)}
<p><a class="button plain" href="${JOIN}">参加志愿服务队</a></p>
<h2>服务记录</h2>
${own.services.length === 0 ? html`<p class="panel">还没有服务记录。参加活动时签到、签退，时长会自动记下；没有签到的由队长补记。队长在十个工作日内确认。</p>` : html`<ul class="rows panel">${own.services.map(serviceRow)}</ul>`}
<h2>服务证明</h2>
${certificatesOf(own)}
<p><a class="button plain" href="${CERTIFICATES}">出具志愿服务证明</a></p>
<h2>登记信息</h2>
${answerList([
  { label: '志愿者编号', value: volunteer.number },
  { label: '姓名', value: volunteer.name },
  { label: '住在', value: volunteer.divisionName },
  { label: '证件', value: `${ID_KINDS[volunteer.idKind]} ${volunteer.idNumber}` },
  { label: '手机号', value: volunteer.phone ?? '没有填' },
  { label: '想做什么', value: volunteer.serviceKinds.join('、') || '没有选' },
  { label: '特长', value: volunteer.skills.join('、') || '没有填' },
  { label: '保险', value: volunteer.isInsured ? `有，到 ${dayInWords(volunteer.insuredUntil ?? '')}` : '没有登记' },
])}
<p class="quiet">姓名、证件有误的，请带证件到社区居委会更正。</p>
<p><a class="back" href="${VOLUNTEER_HOME}/withdraw">不想再做志愿者，注销登记</a></p>`,
    { ...frame, path: VOLUNTEER_HOME },
  );
}

function teamsOf({ volunteer }: OwnVolunteer): Html {
  const open = volunteer.memberships.filter(({ state }) => state === 'asked' || state === 'member');
  if (open.length === 0) return html`<p class="panel">您还没有参加队伍。</p>`;
  return html`${open.map(
    ({
      teamId,
      teamName,
      role,
      state,
    }) => html`<div class="panel"><h3>${teamName}</h3><p>${state === 'member' ? TEAM_ROLES[role] : MEMBERSHIP_STATES[state]}</p>
${role === 'leader' ? html`<a class="button" href="${teamAddress(teamId)}" aria-label="管理队伍：${teamName}">管理队伍</a>` : ''}
<form method="post" action="${teamAddress(teamId, 'leave')}"><button type="submit" class="plain" aria-label="${state === 'member' ? '退出队伍' : '撤回申请'}：${teamName}">${state === 'member' ? '退出队伍' : '撤回申请'}</button></form></div>`,
  )}`;
}

function serviceRow({ id, servedOn, from, to, teamName, content, minutes, state, disputes, changes, isFromCheckIn, dueOn, isOverdue }: Service): Html {
  const open = disputes.some(({ outcome }) => outcome === null);
  const answered = disputes.findLast(({ outcome }) => outcome !== null);
  return html`<li><strong>${dayInWords(servedOn)} ${from}–${to}，${durationInWords(minutes)}</strong><br>${teamName}：${content}<br><span class="quiet">${isFromCheckIn ? '按活动签到记录，' : ''}${SERVICE_STATES[state]}${state === 'recorded' ? (isOverdue ? '，已过确认期限，可以问问队长或社区' : `，队长在 ${dayInWords(dueOn)}前确认`) : ''}${
    open ? '，异议待答复' : ''
  }</span>${changes.map(({ changedBy, reason, before }) => html`<br><span class="quiet">${changedBy}更正过（${reason}），原来是 ${before}</span>`)}${answered ? html`<br><span class="quiet">异议答复：${answered.answer}</span>` : ''}${
    state === 'voided' || open ? '' : html`<br><a class="back" href="${serviceAddress(id)}" aria-label="记录不对？${dayInWords(servedOn)}">记录不对？</a>`
  }</li>`;
}

function certificatesOf({ certificates }: OwnVolunteer): Html {
  if (certificates.length === 0) return html`<p class="panel">还没有出具过证明。</p>`;
  return html`<ul class="rows panel">${certificates.map(
    ({ id, number, fromOn, toOn, minutes, revokedOn, checkCode }) =>
      html`<li><strong>${number}</strong><br>${dayInWords(fromOn)}至${dayInWords(toOn)}，${durationInWords(minutes)}<br>${
        revokedOn === null
          ? html`<a class="back" href="${CERTIFICATES}/${id}/file?format=pdf" aria-label="下载 PDF：${number}">下载 PDF</a> <a class="back" href="${CERTIFICATES}/${id}/file?format=docx" aria-label="下载 Word：${number}">下载 Word</a> <a class="back" href="/check?code=${checkCode}" aria-label="给别人核验：${number}">给别人核验</a>`
          : html`<span class="missing">${dayInWords(revokedOn)}撤销，不能再用；可以重新出具</span>`
      }</li>`,
  )}</ul>`;
}

/** Says what it means before it is done. */
export async function showWithdraw({ reply, frame }: PersonRequest): Promise<FastifyReply> {
  return sendPage(
    reply,
    page(
      '注销志愿者登记',
      html`${backLink(VOLUNTEER_HOME)}
<h1>要注销登记吗？</h1>
<p>注销后您退出所有队伍，不再收到服务安排。已有的服务记录和证明保留，以后可以重新登记。</p>
<form method="post" action="${VOLUNTEER_HOME}/withdraw"><div class="actions"><button type="submit" class="danger">注销登记</button><a class="button plain" href="${VOLUNTEER_HOME}">不，回去</a></div></form>`,
      { ...frame, path: `${VOLUNTEER_HOME}/withdraw` },
    ),
  );
}

export async function withdraw({ context, reply }: PersonRequest, means: VolunteerMeans): Promise<FastifyReply> {
  await withdrawSelf(context, means);
  return reply.redirect('/my', 303);
}
