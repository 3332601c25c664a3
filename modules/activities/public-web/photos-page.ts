import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { keepSent } from '#platform/http/sent-files.ts';
import { refuse } from '#shared/errors.ts';
import { type PresentedFile, SCAN_WORDS } from '#shared/stored-file.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, errorSummary, type Problem } from '#ui/portal/parts.ts';
import { photoForm, smallPhoto } from '#ui/portal/uploads.ts';
import { activityErrors } from '../contract/errors.ts';
import type { Occasion } from '../contract/occasion.ts';
import { MOST_PHOTOS } from '../contract/photos.ts';
import { type ActivityMeans, addPhoto, listPhotos, removePhoto, showPhoto } from '../server/public.ts';
import { hostingAddress, idIn } from './addresses.ts';
import { hostedOccasion } from './hosting-page.ts';

const addressOf = (id: string) => `${hostingAddress(id)}/photos`;

/** Photographs of an activity: kept for its organization, and put on the page for everybody one by one. */
export async function showPhotos(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  return sendPage(visit.reply, photosPage(visit, occasion, await listPhotos(visit.context, means, 'own', Number(occasion.id)), []));
}

/** Every photograph by itself: what cannot be kept is told, the others stay. */
export async function uploadPhotos(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const id = Number(occasion.id);
  const problems = await keepSent(visit, { most: MOST_PHOTOS, what: '照片' }, (sent) => addPhoto(visit.context, means, 'own', { id, ...sent }));
  if (problems.length === 0) return visit.reply.redirect(addressOf(occasion.id), 303);
  return sendPage(visit.reply, photosPage(visit, occasion, await listPhotos(visit.context, means, 'own', id), problems), 422);
}

/** Shows one, takes it back, or deletes it. @throws those of the act */
export async function actOnPhoto(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const [id, photo] = [idIn(visit.params['id']), idIn(visit.params['photo'])];
  if (id === undefined || photo === undefined) throw refuse(activityErrors.PHOTO_NOT_FOUND);
  const act = visit.typed['act'];
  if (act === 'show' || act === 'hide') await showPhoto(visit.context, means, 'own', { id, photo, isPublic: act === 'show' });
  if (act === 'remove') await removePhoto(visit.context, means, 'own', { id, photo });
  return visit.reply.redirect(addressOf(String(id)), 303);
}

function photosPage({ frame }: PersonRequest, occasion: Occasion, photos: readonly PresentedFile[], problems: readonly Problem[]): string {
  const { id, title, state, hasBegun } = occasion;
  const address = addressOf(id);
  const mayAdd = state !== 'cancelled' && hasBegun;
  return page(
    '活动照片',
    html`${backLink(hostingAddress(id), title)}
${errorSummary(problems, '没有全部保存')}
<h1>活动照片</h1>
<p>上传的照片先只有您和街道、社区看得到。按“放到公开页面”，居民才能看到；随时可以收回。照片里拍摄地点等信息会自动去掉。</p>
<p>公开之前，请征得照片里的人同意；有孩子的，请征得监护人同意。</p>
${photos.length === 0 ? html`<p class="panel">还没有照片。</p>` : html`<ul class="rows panel">${photos.map((photo, index) => photoRow(address, photo, index + 1))}</ul>`}
${mayAdd ? (photos.length < MOST_PHOTOS ? photoForm(address, MOST_PHOTOS - photos.length) : html`<p>已经有 ${MOST_PHOTOS} 张，不能再加。要换，请先删除一张。</p>`) : html`<p>${state === 'cancelled' ? '活动已经取消，不放照片。' : '活动开始以后，可以在这里放照片。'}</p>`}
<p><a class="button plain" href="${hostingAddress(id)}">好了，回到活动</a></p>`,
    { ...frame, path: address },
  );
}

function photoRow(address: string, { id, scan, isPublic }: PresentedFile, number: number): Html {
  const label = `第 ${number} 张照片`;
  const button = (act: string, text: string, look: string) =>
    html`<button type="submit" name="act" value="${act}" class="${look}" aria-label="${text}：${label}">${text}</button>`;
  return html`<li class="upload">${smallPhoto(id, label)}
<span>${label}<br><span class="quiet">${isPublic ? '居民看得到' : '还没有公开'} · ${SCAN_WORDS[scan]}</span></span>
<form method="post" action="${address}/${id}">${isPublic ? button('hide', '收回', 'plain') : button('show', '放到公开页面', '')}${button('remove', '删除', 'plain')}</form></li>`;
}
