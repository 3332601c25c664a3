import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, choiceField, errorSummary, lineField } from '#ui/portal/parts.ts';
import { guestSchema, type Occasion, PARTICIPANT_KINDS } from '../contract/occasion.ts';
import { type ActivityMeans, addGuest } from '../server/public.ts';
import { hostingAddress } from './addresses.ts';
import { hostedOccasion } from './hosting-page.ts';

/** Somebody without a phone, who came or rang. */
export async function showGuest(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  return sendPage(visit.reply, guestPage(visit, await hostedOccasion(visit, means)));
}

export async function enterGuest(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const occasion = await hostedOccasion(visit, means);
  const { name = '', phone = '', kind = '' } = visit.typed;
  const guest = guestSchema.safeParse({ name, phone: phone.trim() === '' ? null : phone, kind });
  if (!guest.success) {
    const wrong = new Map(guest.error.issues.map(({ path, message }) => [String(path[0]), path[0] === 'kind' ? '请选一项。' : message]));
    return sendPage(visit.reply, guestPage(visit, occasion, wrong), 422);
  }
  try {
    await addGuest(visit.context, means, 'own', { occasionId: Number(occasion.id), guest: guest.data });
    return visit.reply.redirect(hostingAddress(occasion.id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, guestPage(visit, occasion, new Map([[error.fields[0]?.path ?? 'name', error.message]])), error.status);
  }
}

function guestPage({ frame, typed }: PersonRequest, { id, title }: Occasion, wrong: ReadonlyMap<string, string> = new Map()): string {
  const address = `${hostingAddress(id)}/guest`;
  const look = (name: 'name' | 'phone' | 'kind', label: string, hint?: string) => ({ name, label, hint, value: typed[name] ?? '', wrong: wrong.get(name) });
  return page(
    '替人报名',
    html`${backLink(hostingAddress(id), title)}
${errorSummary([...wrong].map(([name, text]) => ({ text, href: `#${name}` })))}
<h1>替人报名</h1>
<form method="post" action="${address}" novalidate>
${lineField(look('name', '姓名'), { most: 50 })}
${lineField(look('phone', '手机号（可以不填）', '留了手机号，同一个人不会报两次。'), { type: 'tel', inputMode: 'tel', most: 20, isShort: true })}
${choiceField(
  look('kind', '以什么身份参加？'),
  Object.entries(PARTICIPANT_KINDS).map(([value, label]) => ({ value, label })),
)}
<button type="submit">加到名单</button></form>`,
    { ...frame, path: address },
  );
}
