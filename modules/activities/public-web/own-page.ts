import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, choiceField, errorSummary, lineField, panel, type Tone } from '#ui/portal/parts.ts';
import { activityErrors } from '../contract/errors.ts';
import { PARTICIPANT_KINDS, participantKind } from '../contract/occasion.ts';
import { type ActivityMeans, findPublicOccasion, listOwnSignUps, type OwnSignUp, type PublicOccasion, signUp, timeInWords } from '../server/public.ts';
import { hostedAddress, idIn, occasionAddress, ownOccasionAddress } from './addresses.ts';
import { occasionFacts } from './occasion-page.ts';
import { placesInWords, spanInWords } from './occasion-words.ts';

/** What somebody signed up for, and the organizations they arrange activities for. */
export async function showOwnList({ context, reply, frame }: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const [own, led] = await Promise.all([listOwnSignUps(context), means.listLed(context)]);
  const coming = own.filter(({ endsAt, occasionState }) => endsAt > context.now && occasionState === 'open').toReversed();
  const past = own.filter((one) => !coming.includes(one));
  return sendPage(
    reply,
    page(
      '我的活动',
      html`${backLink('/my', '我的')}
<h1>我的活动</h1>
${coming.length === 0 ? html`<div class="panel"><p>您现在没有报名的活动。</p><p><a class="button" href="/activities">看近期的活动</a></p></div>` : coming.map(ownPanel)}
${led.length > 0 ? html`<h2>我组织的活动</h2><ul class="rows panel">${led.map(({ id, name }) => html`<li><a class="row-link" href="${hostedAddress(id)}">${name}</a></li>`)}</ul>` : ''}
${past.length > 0 ? html`<details><summary>以前的（${past.length} 次）</summary>${past.map(ownPanel)}</details>` : ''}`,
      frame,
    ),
  );
}

export function ownPanel(own: OwnSignUp): Html {
  const { tone, text } = standingOf(own);
  return panel(
    tone,
    html`<h3>${own.title}</h3><p>${spanInWords(own.startsAt, own.endsAt)}<br>${own.venue}</p>${movedLine(own)}<p><strong>${text}</strong></p>
<a class="button${own.isDoorOpen && own.checkedInAt === null ? '' : ' plain'}" href="${ownOccasionAddress(own.occasionId)}" aria-label="${own.isDoorOpen && own.checkedInAt === null ? '去签到' : '打开'}：${own.title}">${own.isDoorOpen && own.checkedInAt === null ? '去签到' : '打开'}</a>`,
  );
}

/** For whoever signed up before the time or place was changed. */
function movedLine({ movedFrom, occasionState }: OwnSignUp): Html | string {
  if (movedFrom === null || occasionState !== 'open') return '';
  return html`<p><strong>时间或地点改了。</strong>请看上面的安排；原来是 ${movedFrom}。</p>`;
}

/** How somebody stands with an activity, in one sentence. */
export function standingOf(own: OwnSignUp): { tone: Tone; text: string } {
  if (own.occasionState === 'cancelled') return { tone: 'problem', text: `活动取消了，不用来了。${own.cancelReason ?? ''}` };
  if (own.checkedOutAt) return { tone: 'done', text: `您 ${timeInWords(own.checkedOutAt)} 签退。` };
  if (own.checkedInAt) return { tone: 'done', text: `您 ${timeInWords(own.checkedInAt)} 签到。` };
  if (own.state === 'waiting') return { tone: 'warning', text: `候补中，前面还有 ${own.ahead} 人。有人取消会自动递补，请留意这里。` };
  return { tone: 'done', text: own.movedUpAt ? '递补成功，您有名额了。' : '报名成功，请准时参加。' };
}

export interface AskedOccasion {
  occasion: PublicOccasion;
  own: OwnSignUp | undefined;
}

/** @throws OCCASION_NOT_FOUND */
export async function askedOccasion({ context, params }: PersonRequest): Promise<AskedOccasion> {
  const id = idIn(params['id']);
  const occasion = id === undefined ? undefined : await findPublicOccasion(context.platform.portalDb, id);
  if (!occasion) throw refuse(activityErrors.OCCASION_NOT_FOUND);
  const [own] = await listOwnSignUps(context, occasion.id);
  return { occasion, own };
}

/** The way in for whoever has not signed up; for others, how they stand and what they can do. */
export async function showOwn(visit: PersonRequest): Promise<FastifyReply> {
  const asked = await askedOccasion(visit);
  return sendPage(visit.reply, asked.own ? standingPage(visit, asked.occasion, asked.own) : joinPage(visit, asked.occasion));
}

/** @throws those of signing up, shown with what was typed */
export async function join(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const { occasion } = await askedOccasion(visit);
  const kind = participantKind.safeParse(visit.typed['kind']);
  if (!kind.success) return sendPage(visit.reply, joinPage(visit, occasion, [{ text: '请选您是以什么身份参加。', href: '#kind' }]), 422);
  try {
    await signUp(visit.context, means, { occasionId: occasion.id, name: visit.typed['name'] ?? '', kind: kind.data });
    return visit.reply.redirect(ownOccasionAddress(occasion.id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [field] = error.fields;
    return sendPage(visit.reply, joinPage(visit, occasion, [{ text: error.message, href: field && `#${field.path}` }]), error.status);
  }
}

function joinPage(
  { context, frame, typed }: PersonRequest,
  occasion: PublicOccasion,
  problems: readonly { text: string; href?: string | undefined }[] = [],
): string {
  const { id, title, state, signUpUntil } = occasion;
  const address = ownOccasionAddress(id);
  const isOpen = state === 'open' && signUpUntil > context.now;
  const kinds = Object.entries(PARTICIPANT_KINDS).map(([value, label]) => ({ value, label }));
  const wrong = (name: string) => problems.find(({ href }) => href === `#${name}`)?.text;
  return page(
    `报名：${title}`,
    html`${backLink(occasionAddress(id), '活动介绍')}
${errorSummary(problems)}
<h1>报名：${title}</h1>
${occasionFacts(occasion)}
${
  isOpen
    ? html`<p><strong>${placesInWords(occasion)}。</strong></p>
<form method="post" action="${address}" novalidate>
${lineField({ name: 'name', label: '您的姓名', value: typed['name'] ?? '', hint: '主办的组织点名用，加密保存。', wrong: wrong('name') }, { autocomplete: 'name', most: 50 })}
${choiceField({ name: 'kind', label: '您以什么身份参加？', value: typed['kind'] ?? 'resident', wrong: wrong('kind') }, kinds)}
<button type="submit">报名</button></form>
<p class="quiet">用您登录的手机号报名，只有办理人员核实时能看到完整号码。</p>`
    : panel(
        'warning',
        html`<p>${state === 'open' ? `报名已在 ${timeInWords(signUpUntil)} 截止。` : '这次活动不能再报名。'}</p><p><a href="/activities">看别的活动</a></p>`,
      )
}`,
    { ...frame, path: address },
  );
}

function standingPage({ frame }: PersonRequest, occasion: PublicOccasion, own: OwnSignUp): string {
  const address = ownOccasionAddress(occasion.id);
  const { tone, text } = standingOf(own);
  const mayGo = own.occasionState === 'open' && own.checkedInAt === null;
  return page(
    occasion.title,
    html`${backLink('/my/activities', '我的活动')}
<h1>${occasion.title}</h1>
${panel(tone, html`<p><strong>${text}</strong></p>${movedLine(own)}`)}
${own.isDoorOpen && own.state === 'confirmed' && own.checkedInAt === null ? html`<p><a class="button" href="${address}/arrive">现场签到</a></p>` : ''}
${
  own.isDoorOpen && own.checkedInAt !== null && own.checkedOutAt === null
    ? html`<form method="post" action="${address}/leave"><button type="submit">我要走了，签退</button></form><p class="quiet">忘了签退也没关系，会算到活动结束。</p>`
    : ''
}
${own.kind === 'volunteer' && own.checkedInAt !== null ? html`<p class="quiet">您以志愿者身份签到：登记过志愿者、参加了队伍的，从签到到签退记成服务时长，由队长确认。<a href="/my/volunteer">看我的志愿服务</a></p>` : ''}
${occasionFacts(occasion)}
<p>${mayGo ? html`<a class="button plain" href="${address}/cancel">不去了，取消报名</a>` : ''} <a class="back" href="${occasionAddress(occasion.id)}">活动介绍</a></p>`,
    { ...frame, path: address },
  );
}
