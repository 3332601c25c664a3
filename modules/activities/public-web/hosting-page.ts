import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { refuse } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, panel } from '#ui/portal/parts.ts';
import { activityErrors } from '../contract/errors.ts';
import { type Occasion, PARTICIPANT_KINDS, type ParticipantKind, type SignUp } from '../contract/occasion.ts';
import {
  type ActivityMeans,
  checkInOnList,
  checkOutOnList,
  clockOf,
  DOOR_MINUTES,
  getOccasion,
  getReportOf,
  isDoorOpen,
  listHosted,
  listSignUps,
  withdrawSignUp,
} from '../server/public.ts';
import { hostedAddress, hostingAddress, idIn, occasionAddress } from './addresses.ts';
import { ledOrganization } from './announce-page.ts';
import { spanInWords } from './occasion-words.ts';

const PAGE = { limit: 50, withTotal: false };

/** What an organization announced, the latest first, and the way to announce more. */
export async function showHosted(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const { id, name } = await ledOrganization(visit, means);
  const { items, nextCursor } = await listHosted(visit.context, means, id, { ...PAGE, cursor: visit.query['after'] });
  return sendPage(
    visit.reply,
    page(
      `${name}的活动`,
      html`${backLink('/my/activities', '我的活动')}
<h1>${name}的活动</h1>
<p><a class="button" href="${hostedAddress(id)}/new">发布一次活动</a></p>
${
  items.length === 0
    ? html`<div class="panel"><p>还没有发布过活动。发布以后，居民在“参加活动”里能看到、能报名，您在这里看谁来、签到、写小结。</p></div>`
    : items.map(hostedPanel)
}
${nextCursor ? html`<p><a class="button plain" href="${hostedAddress(id)}?after=${nextCursor}">更早的</a></p>` : ''}`,
      { ...visit.frame, path: visit.request.url },
    ),
  );
}

function hostedPanel(occasion: Occasion): Html {
  const { id, title, state, stateName, startsAt, endsAt, counts } = occasion;
  return panel(
    state === 'open' ? 'info' : state === 'held' ? 'done' : 'problem',
    html`<h3>${title}</h3><p>${spanInWords(new Date(startsAt), new Date(endsAt))}<br>${stateName} · 报名 ${counts.confirmed} 人${counts.waiting > 0 ? `，候补 ${counts.waiting} 人` : ''}，签到 ${counts.checkedIn} 人</p>
<a class="button plain" href="${hostingAddress(id)}" aria-label="打开：${title}">打开</a>`,
  );
}

/** @throws OCCASION_NOT_FOUND */
export async function hostedOccasion({ context, params }: PersonRequest, means: ActivityMeans): Promise<Occasion> {
  const id = idIn(params['id']);
  if (id === undefined) throw refuse(activityErrors.OCCASION_NOT_FOUND);
  return getOccasion(context, means, 'own', id);
}

/** Who comes, with the list for checking in, and what else can be done. */
export async function showHosting(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const list = await listSignUps(visit.context, means, 'own', Number(occasion.id), { ...PAGE, cursor: visit.query['after'] });
  const report = occasion.isMajor ? await getReportOf(visit.context, means, 'own', Number(occasion.id)) : undefined;
  const address = hostingAddress(occasion.id);
  const { title, counts, capacity, state, hasBegun, isOver } = occasion;
  const doorOpen = state === 'open' && isDoorOpen({ startsAt: new Date(occasion.startsAt), endsAt: new Date(occasion.endsAt) }, visit.context.now);
  const mayChange = state === 'open' && !occasion.isOver;
  const shown = list.items.filter((entry) => entry.state !== 'cancelled');
  return sendPage(
    visit.reply,
    page(
      title,
      html`${backLink(hostedAddress(occasion.organizationId), occasion.organizationName)}
<h1>${title}</h1>
<p>${spanInWords(new Date(occasion.startsAt), new Date(occasion.endsAt))}，${occasion.venue}</p>
${standing(occasion)}
<div class="panel"><dl class="facts"><div><dt>报名</dt><dd>${counts.confirmed} 人${capacity === null ? '（名额不限）' : `（名额 ${capacity} 个）`}</dd></div>
<div><dt>候补</dt><dd>${counts.waiting} 人</dd></div><div><dt>已签到</dt><dd>${counts.checkedIn} 人${counts.checkedIn > 0 ? `：${byKind(counts)}` : ''}</dd></div></dl></div>
${
  state === 'open'
    ? html`<p>${doorOpen ? html`<a class="button" href="${address}/door">出示签到码</a> ` : ''}<a class="button plain" href="${address}/guest">替人报名</a>${hasBegun ? html` <a class="button${isOver ? '' : ' plain'}" href="${address}/summary">写活动小结</a>` : ''}</p>
${doorOpen ? '' : html`<p class="quiet">${hasBegun ? `签到已经结束：活动结束 ${DOOR_MINUTES} 分钟以后不能再补签。` : `签到从开始前 ${DOOR_MINUTES} 分钟起。`}</p>`}`
    : ''
}
${hasBegun && state !== 'cancelled' ? html`<p><a class="button plain" href="${address}/photos">活动照片</a></p>` : ''}
${occasion.isMajor ? html`<p><a class="button plain" href="${address}/report">重大活动报告</a>　${report === undefined ? '还没有报告街道' : report.stateName}</p>` : ''}
<h2>名单</h2>
${shown.length === 0 ? html`<div class="panel"><p>还没有人报名。可以把<a href="${occasionAddress(occasion.id)}">活动页面</a>发到居民群里。</p></div>` : html`<ul class="rows panel">${shown.map((entry) => row(occasion, entry, doorOpen))}</ul>`}
${list.nextCursor ? html`<p><a class="button plain" href="${address}?after=${list.nextCursor}">后面的</a></p>` : ''}
<p>${mayChange ? html`<a class="button plain" href="${address}/change">修改活动</a> ` : ''}${state === 'open' && counts.checkedIn === 0 ? html`<a class="button plain" href="${address}/cancel">取消活动</a> ` : ''}<a class="back" href="${occasionAddress(occasion.id)}">居民看到的页面</a></p>`,
      { ...visit.frame, path: address },
    ),
  );
}

function byKind({ kinds }: Occasion['counts']): string {
  const names = Object.entries(PARTICIPANT_KINDS) as [ParticipantKind, string][];
  return names.flatMap(([kind, name]) => (kinds[kind] > 0 ? [`${name} ${kinds[kind]}`] : [])).join('，');
}

function standing({ state, cancelReason, summary, participants, volunteers }: Occasion): Html | string {
  if (state === 'cancelled') return panel('problem', html`<p><strong>活动已取消。</strong>${cancelReason ?? ''}</p>`);
  if (state === 'held')
    return panel(
      'done',
      html`<p><strong>已写小结，记入活动台账：参加 ${participants ?? 0} 人，其中志愿者 ${volunteers ?? 0} 人。</strong></p><p>${summary ?? ''}</p>`,
    );
  return '';
}

function row({ id, state, hasBegun }: Occasion, entry: SignUp, doorOpen: boolean): Html {
  const action = `${hostingAddress(id)}/entries/${entry.id}`;
  const at = (time: string) => clockOf(new Date(time));
  const came =
    entry.checkedInAt === null ? entry.stateName : `${at(entry.checkedInAt)} 签到${entry.checkedOutAt === null ? '' : `，${at(entry.checkedOutAt)} 签退`}`;
  const button = (act: string, text: string, look = '') =>
    html`<button type="submit" name="act" value="${act}" class="${look}" aria-label="${text}：${entry.name}">${text}</button>`;
  return html`<li><strong>${entry.name}</strong>　${entry.kindName}　${came}<br><span class="quiet">${entry.phone ?? '没有留电话'}</span>
${
  state === 'open'
    ? html`<form method="post" action="${action}">${doorOpen && entry.checkedInAt === null ? button('in', '签到') : ''}${doorOpen && entry.checkedInAt !== null && entry.checkedOutAt === null ? button('out', '签退', 'plain') : ''}${entry.checkedInAt === null && !hasBegun ? button('cancel', '取消报名', 'plain') : ''}</form>`
    : ''
}</li>`;
}

/** Checks somebody in or out, or gives a place back. @throws those of the act */
export async function actOnEntry(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const [occasionId, entry] = [idIn(visit.params['id']), idIn(visit.params['entry'])];
  if (occasionId === undefined || entry === undefined) throw refuse(activityErrors.SIGN_UP_NOT_FOUND);
  const acts = { in: checkInOnList, out: checkOutOnList, cancel: withdrawSignUp } as const;
  const act = visit.typed['act'];
  if (act === 'in' || act === 'out' || act === 'cancel') await acts[act](visit.context, means, 'own', { occasionId, entry });
  return visit.reply.redirect(hostingAddress(occasionId), 303);
}
