import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, lineField } from '#ui/portal/parts.ts';
import { cancelOwnSignUp, checkInByCode, checkOutOwn } from '../server/public.ts';
import { ownOccasionAddress } from './addresses.ts';
import { askedOccasion, showOwn } from './own-page.ts';

/** Where the code at the door is typed; scanning it fills it in. Whoever has not signed up is shown the way. */
export async function showArrive(visit: PersonRequest): Promise<FastifyReply> {
  const { occasion, own } = await askedOccasion(visit);
  if (!own || own.checkedInAt !== null) return visit.reply.redirect(ownOccasionAddress(occasion.id), 303);
  const code = /^\d{6}$/.test(visit.query['code'] ?? '') ? (visit.query['code'] ?? '') : '';
  return sendPage(visit.reply, arrivePage(visit, occasion, code));
}

/** @throws those of checking in, shown with what was typed */
export async function arrive(visit: PersonRequest): Promise<FastifyReply> {
  const { occasion } = await askedOccasion(visit);
  const code = visit.typed['code'] ?? '';
  try {
    await checkInByCode(visit.context, occasion.id, code);
    return visit.reply.redirect(ownOccasionAddress(occasion.id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, arrivePage(visit, occasion, code.slice(0, 20), error.message), error.status);
  }
}

function arrivePage({ frame }: PersonRequest, { id, title }: { id: number; title: string }, code: string, problem?: string): string {
  const address = `${ownOccasionAddress(id)}/arrive`;
  return page(
    `签到：${title}`,
    html`${backLink(ownOccasionAddress(id))}
${errorSummary(problem ? [{ text: problem, href: '#code' }] : [], '没有签到成功')}
<h1>签到：${title}</h1>
<form method="post" action="${address}" class="panel" novalidate>
${lineField({ name: 'code', label: '现场出示的 6 位签到码', value: code, hint: '每分钟换一次，写错了看一眼现在的再写。', wrong: problem }, { inputMode: 'numeric', autocomplete: 'one-time-code', most: 12, isShort: true })}
<button type="submit">签到</button></form>
<p class="quiet">看不清、不方便填的，请工作人员在名单上为您签到。</p>`,
    { ...frame, path: address },
  );
}

export async function leave(visit: PersonRequest): Promise<FastifyReply> {
  const { occasion } = await askedOccasion(visit);
  await checkOutOwn(visit.context, occasion.id);
  return visit.reply.redirect(ownOccasionAddress(occasion.id), 303);
}

/** Asks once more. */
export async function showCancelOwn(visit: PersonRequest): Promise<FastifyReply> {
  const { occasion, own } = await askedOccasion(visit);
  if (!own) return showOwn(visit);
  const address = ownOccasionAddress(occasion.id);
  return sendPage(
    visit.reply,
    page(
      '取消报名',
      html`${backLink(address, '不取消')}
<h1>取消“${occasion.title}”的报名？</h1>
<p>您的名额会马上让给候补的人。以后想去，要重新报名、重新排队。</p>
<form method="post" action="${address}/cancel"><button type="submit" class="danger">取消报名</button> <a class="back" href="${address}">不取消</a></form>`,
      { ...visit.frame, path: `${address}/cancel` },
    ),
  );
}

export async function cancelOwn(visit: PersonRequest): Promise<FastifyReply> {
  const { occasion } = await askedOccasion(visit);
  await cancelOwnSignUp(visit.context, occasion.id);
  return visit.reply.redirect('/my/activities', 303);
}
