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
import { needErrors } from '../contract/errors.ts';
import { MOST_SERVICE_PHOTOS } from '../contract/photos.ts';
import { addServicePhoto, listServicePhotos, type NeedMeans, removeServicePhoto, type ServicePhotos } from '../server/public.ts';

const addressOf = (id: number) => `/my/services/${id}/photos`;

function numberIn(text: string | undefined): number {
  const number = /^\d{1,15}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw refuse(needErrors.NEED_NOT_FOUND);
  return number;
}

/** Photographs of a service, by whoever leads the organization that serves. */
export async function showServicePhotos(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  const id = numberIn(visit.params['id']);
  return sendPage(visit.reply, photosPage(visit, id, await listServicePhotos(visit.context, { side: 'led', means }, id), []));
}

/** Every photograph by itself: what cannot be kept is told, the others stay. */
export async function uploadServicePhotos(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  const id = numberIn(visit.params['id']);
  const side = { side: 'led', means } as const;
  await listServicePhotos(visit.context, side, id);
  const problems = await keepSent(visit, { most: MOST_SERVICE_PHOTOS, what: '照片' }, (sent) => addServicePhoto(visit.context, side, { id, ...sent }));
  if (problems.length === 0) return visit.reply.redirect(addressOf(id), 303);
  return sendPage(visit.reply, photosPage(visit, id, await listServicePhotos(visit.context, side, id), problems), 422);
}

/** @throws those of the act */
export async function dropServicePhoto(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  const id = numberIn(visit.params['id']);
  await removeServicePhoto(visit.context, { side: 'led', means }, { id, photo: numberIn(visit.params['photo']) });
  return visit.reply.redirect(addressOf(id), 303);
}

function photosPage({ frame }: PersonRequest, id: number, { photos, mayAdd, mayRemove }: ServicePhotos, problems: readonly Problem[]): string {
  const address = addressOf(id);
  const room = MOST_SERVICE_PHOTOS - photos.length;
  return page(
    '服务照片',
    html`${backLink(`/my/services/${id}`, '回到这件需求')}
${errorSummary(problems, '没有全部保存')}
<h1>服务照片</h1>
<p>只有您的组织和办理的社区、街道看得到，不会公开。请先问过居民；不要拍到身份证、病历和门牌。拍摄地点等信息会自动去掉。</p>
${photos.length === 0 ? html`<p class="panel">还没有照片。</p>` : html`<ul class="rows panel">${photos.map((photo, index) => photoRow(address, photo, index + 1, mayRemove))}</ul>`}
${mayAdd && room > 0 ? photoForm(address, room) : html`<p>${mayAdd ? `已经有 ${MOST_SERVICE_PHOTOS} 张，不能再加。要换，请先删除一张。` : '这件需求现在不能再加照片。'}</p>`}`,
    { ...frame, path: address },
  );
}

function photoRow(address: string, { id, scan }: PresentedFile, number: number, mayRemove: boolean): Html {
  const label = `第 ${number} 张照片`;
  return html`<li class="upload">${smallPhoto(id, label)}
<span>${label}<br><span class="quiet">${SCAN_WORDS[scan]}</span></span>
${mayRemove ? html`<form method="post" action="${address}/${id}/removal"><button type="submit" class="plain" aria-label="删除：${label}">删除</button></form>` : ''}</li>`;
}
