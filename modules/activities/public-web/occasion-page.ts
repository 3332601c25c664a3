import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findPublicPlace, type PublicPlace } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import type { PublicImage } from '#platform/files/public-files.ts';
import { publicFileAddress } from '#shared/stored-file.ts';
import { findPublicOccasion, listPublicPhotos, type PublicOccasion, timeInWords } from '../server/public.ts';
import { calendarAddress, idIn, ownOccasionAddress } from './addresses.ts';
import { fact, placesInWords, spanInWords } from './occasion-words.ts';

/** One activity: what, when, where, who holds it, how many places are left, and the way to sign up. */
export async function showOccasion({ context, reply, params, frame }: PublicVisit): Promise<FastifyReply> {
  const id = idIn(params['id']);
  const { portalDb } = context.platform;
  const occasion = id === undefined ? undefined : await findPublicOccasion(portalDb, id);
  if (!occasion) return sendPage(reply, absentPage(frame), 404);
  const [place, photos] = await Promise.all([findPublicPlace(portalDb, occasion.div, context.today), listPublicPhotos(portalDb, occasion)]);
  return sendPage(reply, occasionPage(frame, occasion, { place, photos, now: context.now }));
}

function occasionPage(
  frame: Frame,
  occasion: PublicOccasion,
  { place, photos, now }: { place: PublicPlace | undefined; photos: readonly PublicImage[]; now: Date },
): string {
  const { title, about, demonstration } = occasion;
  return page(
    title,
    html`<h1>${title}</h1>
${demonstration ? html`<p><span class="mark">演示数据</span> <span class="quiet">这是为演示编的活动，不是真实的。</span></p>` : ''}
${standing(occasion, now)}
${occasionFacts(occasion, place?.path.map(({ shortName }) => shortName).join(' '))}
<h2>做什么</h2>
<div class="panel"><p style="white-space:pre-line">${about}</p></div>
${occasion.summary === null ? '' : html`<h2>活动小结</h2><div class="panel"><p style="white-space:pre-line">${occasion.summary}</p></div>`}
${photoList(photos, title)}`,
    frame,
    [
      { href: '/activities', text: '参加活动' },
      ...(place?.path.slice(-1).map(({ key, shortName }) => ({ href: calendarAddress(key), text: shortName })) ?? []),
    ],
  );
}

function photoList(photos: readonly PublicImage[], title: string): Html | string {
  if (photos.length === 0) return '';
  return html`<h2>活动照片</h2><div class="prose">${photos.map(
    ({ id, width, height }, index) =>
      html`<figure><a href="${publicFileAddress(id)}"><img src="${publicFileAddress(id, 'medium')}" alt="${title}的照片，第 ${index + 1} 张" width="${width}" height="${height}" loading="lazy" decoding="async"></a></figure>`,
  )}</div>`;
}

/** When, where and by whom, as every page about it shows. */
export function occasionFacts(
  occasion: Pick<PublicOccasion, 'startsAt' | 'endsAt' | 'venue' | 'organizationName' | 'coHosts' | 'theme' | 'kind' | 'guidedBy'> &
    Partial<Pick<PublicOccasion, 'participants' | 'volunteers' | 'movedFrom'>>,
  placeName?: string,
): Html {
  const { startsAt, endsAt, venue, organizationName, coHosts, theme, kind, guidedBy, participants, volunteers, movedFrom } = occasion;
  return html`<div class="panel"><dl class="facts">
${fact('时间', spanInWords(startsAt, endsAt))}
${movedFrom ? fact('改过', `原来是 ${movedFrom}`) : ''}
${fact('地点', venue)}
${placeName ? fact('所在地方', placeName) : ''}
${fact('主办', organizationName)}
${coHosts.length > 0 ? fact('联合主办', coHosts.join('、')) : ''}
${guidedBy ? fact('指导单位', guidedBy) : ''}
${fact('主题', kind ? `${theme} · ${kind}` : theme)}
${typeof participants === 'number' ? fact('参加', `${participants} 人${volunteers ? `，其中志愿者 ${volunteers} 人` : ''}`) : ''}
</dl></div>`;
}

function standing(occasion: PublicOccasion, now: Date): Html {
  const { id, state, cancelReason, endsAt, signUpUntil, capacity, taken } = occasion;
  if (state === 'cancelled') return panel('problem', html`<p><strong>活动取消了。</strong>${cancelReason ?? ''}</p>`);
  if (state === 'held' || endsAt <= now) return panel('done', html`<p><strong>活动已经结束。</strong></p>`);
  const full = capacity !== null && taken >= capacity;
  const isOpen = signUpUntil > now;
  return panel(
    isOpen ? 'info' : 'warning',
    html`<p><strong>${placesInWords(occasion)}。</strong>${isOpen ? `报名到 ${timeInWords(signUpUntil)}。` : '报名已经截止。'}</p>
<p><a class="button" href="${ownOccasionAddress(id)}">${isOpen ? (full ? '我要候补' : '我要报名') : '看我的报名'}</a></p>
<p class="quiet">${full && isOpen ? '前面有人取消，会按先后自动递补。' : ''}用手机号就能报名；已经报过的，从这里签到、取消。</p>`,
  );
}

function absentPage(frame: Frame): string {
  return page(
    '没有这次活动',
    html`<h1>没有这次活动</h1><p class="panel">没有找到这次活动，可能网址不完整。</p><p><a class="button" href="/activities">看近期的活动</a></p>`,
    frame,
  );
}
