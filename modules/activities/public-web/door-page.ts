import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { qrPng } from '#engines/documents/qr-code.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { page } from '#ui/portal/page.ts';
import { backLink } from '#ui/portal/parts.ts';
import { type ActivityMeans, clockOf, getDoorCode } from '../server/public.ts';
import { hostingAddress, ownOccasionAddress } from './addresses.ts';
import { hostedOccasion } from './hosting-page.ts';

const REFRESH_SECONDS = 20;

/** What the organizer's phone shows at the door: six digits and a picture to scan, new every minute. */
export async function showDoor(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const { code, validUntil } = await getDoorCode(visit.context, means, 'own', Number(occasion.id));
  const address = hostingAddress(occasion.id);
  visit.reply.header('refresh', String(REFRESH_SECONDS));
  return sendPage(
    visit.reply,
    page(
      `签到码：${occasion.title}`,
      html`${backLink(address, '名单')}
<h1>${occasion.title}</h1>
<div class="panel" style="text-align:center"><p>签到码</p><p class="verdict" style="font-size:3rem;letter-spacing:.15em">${code}</p>
<p><img src="${address}/door.png?at=${code}" alt="签到二维码，扫描后在手机上签到" width="280" height="280" style="max-width:100%;height:auto;background:#fff"></p>
<p class="quiet">${clockOf(new Date(validUntil))} 换新的，本页自己更新。请不要拍照转发。</p></div>
<p>请大家用手机扫一扫，或者打开“我的活动”，填写这 6 位数字。没有手机的，在名单上签到。</p>`,
      { ...visit.frame, path: `${address}/door` },
    ),
  );
}

export async function showDoorPicture(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const { code } = await getDoorCode(visit.context, means, 'own', Number(occasion.id));
  const address = `${visit.request.protocol}://${visit.request.host}${ownOccasionAddress(occasion.id)}/arrive?code=${code}`;
  return visit.reply
    .type('image/png')
    .header('cache-control', 'no-store')
    .send(Buffer.from(qrPng(address)));
}
