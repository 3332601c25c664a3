import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, textField } from '#ui/portal/parts.ts';
import type { Occasion } from '../contract/occasion.ts';
import { type ActivityMeans, cancelOccasion } from '../server/public.ts';
import { hostingAddress, idIn } from './addresses.ts';
import { hostedOccasion } from './hosting-page.ts';

const LEAST_REASON = 2;

/** Asks once more, and why. */
export async function showCancelHosted(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  return sendPage(visit.reply, cancelPage(visit, await hostedOccasion(visit, means)));
}

export async function cancelHosted(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const reason = (visit.typed['reason'] ?? '').trim().slice(0, 500);
  if (reason.length < LEAST_REASON) return sendPage(visit.reply, cancelPage(visit, occasion, '请写明为什么取消，报名的人会看到。'), 422);
  try {
    await cancelOccasion(visit.context, means, 'own', { id: Number(occasion.id), version: idIn(visit.typed['version']) ?? 0, reason });
    return visit.reply.redirect(hostingAddress(occasion.id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, cancelPage(visit, await hostedOccasion(visit, means), error.message), error.status);
  }
}

function cancelPage({ frame, typed }: PersonRequest, { id, title, version, counts }: Occasion, problem?: string): string {
  const address = `${hostingAddress(id)}/cancel`;
  return page(
    '取消活动',
    html`${backLink(hostingAddress(id), '不取消')}
${errorSummary(problem ? [{ text: problem, href: '#reason' }] : [])}
<h1>取消“${title}”？</h1>
<p>${counts.confirmed + counts.waiting > 0 ? `已有 ${counts.confirmed + counts.waiting} 人报名或候补，他们在“我的活动”里会看到取消和原因。` : '还没有人报名。'}取消以后不能恢复。</p>
<form method="post" action="${address}" novalidate>${hidden({ version })}
${textField({ name: 'reason', label: '为什么取消', value: typed['reason'] ?? '', wrong: problem }, 500)}
<button type="submit" class="danger">取消活动</button></form>`,
    { ...frame, path: address },
  );
}
