import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page, problemBox } from '#ui/portal/page.ts';
import { backLink, lineField } from '#ui/portal/parts.ts';
import { actAsRequester, findFollowed, type FollowedNeed, reachByReceipt } from '../server/public.ts';
import { followedPanel, replyForms } from './follow-parts.ts';
import { replyOf } from './replies.ts';

const ADDRESS = '/needs/follow';
const NOT_FOUND = '没有查到。请对照再填一遍：编号是 12 位字母和数字（没有数字 0、1，也没有字母 I、O），手机号是提出时留的那一个。';

/** Asks for number and phone. */
export async function askReceipt({ reply, asked, frame }: PublicVisit): Promise<FastifyReply> {
  return sendPage(reply, followPage(frame, { number: asked['number'] ?? '' }));
}

/** Shows how far it has come. The phone travels in the form, never in an address. */
export async function showFollowed(visit: PublicVisit & { typed: Typed }): Promise<FastifyReply> {
  const { context, reply, typed, frame } = visit;
  const found = await findFollowed(context, typed['number'] ?? '', typed['phone'] ?? '');
  return sendPage(reply, followPage(frame, typed, found, context.today, found ? undefined : NOT_FOUND), found ? 200 : 404);
}

/** What the resident says: solved or not, a rating, taken back. */
export async function replyToFollowed(visit: PublicVisit & { typed: Typed }): Promise<FastifyReply> {
  const { context, reply, typed, frame } = visit;
  const [number, phone] = [typed['number'] ?? '', typed['phone'] ?? ''];
  const reach = reachByReceipt(context, number, phone);
  const act = replyOf(typed);
  const found = await findFollowed(context, number, phone);
  if (!reach || !act || !found) return sendPage(reply, followPage(frame, typed, undefined, context.today, NOT_FOUND), 404);
  try {
    await actAsRequester(context, reach, act);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fresh = await findFollowed(context, number, phone);
    return sendPage(reply, followPage(frame, typed, fresh, context.today, error.message), error.status);
  }
  return sendPage(reply, followPage(frame, typed, await findFollowed(context, number, phone), context.today));
}

function followPage(frame: PublicVisit['frame'], typed: Typed, found?: FollowedNeed, today = '', problem?: string): string {
  const [number, phone] = [typed['number'] ?? '', typed['phone'] ?? ''];
  return page(
    '查进度',
    html`${backLink('/needs', '说需求')}<h1>查进度</h1>
${problemBox(problem)}
${found ? html`${followedPanel(found, today)}${replyForms(found, `${ADDRESS}/reply`, { number, phone })}` : ''}
${
  found
    ? html`<p><a class="button plain" href="${ADDRESS}">查另一件</a></p>`
    : html`<form method="post" action="${ADDRESS}" class="panel">
${lineField({ name: 'number', label: '编号', value: number, hint: '提交时给您的 12 位字母和数字。' }, { most: 40 })}
${lineField({ name: 'phone', label: '提出时留的手机号', value: phone }, { type: 'tel', inputMode: 'numeric', autocomplete: 'tel-national', most: 20 })}
<button type="submit">查询</button></form>`
}`,
    { ...frame, path: ADDRESS },
  );
}
