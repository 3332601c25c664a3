import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, panel, type Problem } from '#ui/portal/parts.ts';
import { readFields, type Wrong } from '../contract/announce-form.ts';
import type { Occasion } from '../contract/occasion.ts';
import { type ActivityMeans, changeOccasion } from '../server/public.ts';
import { hostingAddress, idIn } from './addresses.ts';
import { announceFields, typedOccasion } from './announce-fields.ts';
import { hostedOccasion } from './hosting-page.ts';

/** What was announced, to be changed. */
export async function showChange(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  if (occasion.state !== 'open') return visit.reply.redirect(hostingAddress(occasion.id), 303);
  return sendPage(visit.reply, changePage(visit, occasion, typedOccasion(occasion)));
}

/** What was typed stays when it is refused. */
export async function change(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const { context, typed, reply } = visit;
  const read = readFields(typed);
  if ('wrong' in read) return sendPage(reply, changePage(visit, occasion, typed, read.wrong), 422);
  try {
    await changeOccasion(context, means, 'own', { id: Number(occasion.id), version: idIn(typed['version']) ?? 0, occasion: read.input });
    return reply.redirect(hostingAddress(occasion.id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const wrong = new Map(error.fields.map(({ path, message }) => [{ startsAt: 'from', endsAt: 'to' }[path] ?? path, message]));
    const fresh = await hostedOccasion(visit, means);
    return sendPage(reply, changePage(visit, fresh, typed, wrong, wrong.size > 0 ? [] : [{ text: error.message }]), error.status);
  }
}

function changePage(
  { frame }: PersonRequest,
  { id, title, version, hasBegun, counts }: Occasion,
  typed: Typed,
  wrong: Wrong = new Map(),
  more: readonly Problem[] = [],
): string {
  const address = `${hostingAddress(id)}/change`;
  const coming = counts.confirmed + counts.waiting;
  return page(
    '修改活动',
    html`${backLink(hostingAddress(id), title)}
${errorSummary([...more, ...[...wrong].map(([field, text]) => ({ text, href: `#${field}` }))], '没有改成')}
<h1>修改活动</h1>
${
  hasBegun
    ? panel('warning', html`<p>活动已经开始：名称、主题、类型、联合主办、开始的时间不能再改，其他的还可以改。</p>`)
    : html`<p>${coming > 0 ? `已有 ${coming} 人报名或候补。改了时间或地点，他们在“我的”里会看到原来的和现在的。` : '还没有人报名。'}</p>`
}
<form method="post" action="${address}" novalidate>${hidden({ version })}
${announceFields(typed, wrong)}
<button type="submit">保存修改</button></form>`,
    { ...frame, path: address },
  );
}
