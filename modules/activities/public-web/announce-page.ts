import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { accessErrors } from '#platform/access/errors.ts';
import { newSecretToken } from '#platform/auth/secret-token.ts';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { oncePerKey, readKey } from '#platform/idempotency/once-per-key.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { answerList, backLink, errorSummary, hidden, panel, type Problem } from '#ui/portal/parts.ts';
import { FIELD_LABELS, FIELD_NAMES, readFields, type Wrong } from '../contract/announce-form.ts';
import type { OccasionInput } from '../contract/occasion.ts';
import { type ActivityMeans, announceOccasion } from '../server/public.ts';
import { hostedAddress, hostingAddress, idIn } from './addresses.ts';
import { announceFields } from './announce-fields.ts';

export interface Led {
  id: number;
  name: string;
}

/** The organization that the address names, if the person leads it. @throws RECORD_NOT_FOUND */
export async function ledOrganization({ context, params }: PersonRequest, means: ActivityMeans): Promise<Led> {
  const id = idIn(params['id']);
  const found = (await means.listLed(context)).find((one) => one.id === id);
  if (!found) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return found;
}

export async function showAnnounce(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  return sendPage(visit.reply, askPage(visit, await ledOrganization(visit, means)));
}

/** From the questions to the check page, back, and on to what is announced. */
export async function announce(visit: PersonRequest, means: ActivityMeans): Promise<FastifyReply> {
  const led = await ledOrganization(visit, means);
  const { typed, reply } = visit;
  const read = readFields(typed);
  if (typed['go'] === 'back') return sendPage(reply, askPage(visit, led));
  if ('wrong' in read) return sendPage(reply, askPage(visit, led, read.wrong), 422);
  if (typed['go'] !== 'publish') return sendPage(reply, checkPage(visit, led));
  try {
    return reply.redirect(hostingAddress(await publish(visit, means, led, read.input)), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const wrong = new Map(error.fields.map(({ path, message }) => [path === 'startsAt' ? 'day' : path, message]));
    return sendPage(reply, askPage(visit, led, wrong, wrong.size > 0 ? [] : [{ text: error.message }]), error.status);
  }
}

/** Pressed twice, it is one. @returns its id */
async function publish({ context, typed }: PersonRequest, means: ActivityMeans, { id }: Led, occasion: OccasionInput): Promise<string> {
  const key = readKey(typed['key'] || undefined) ?? newSecretToken();
  const { answer } = await oncePerKey(context, { key, operation: 'POST /my/organizations/activities', input: { id, occasion } }, async (own) => ({
    answer: (await announceOccasion(own, means, 'own', { organizationId: id, occasion })).id,
    isKept: true,
  }));
  return String(answer);
}

function askPage({ frame, typed }: PersonRequest, { id, name }: Led, wrong: Wrong = new Map(), more: readonly Problem[] = []): string {
  const address = `${hostedAddress(id)}/new`;
  return page(
    '发布活动',
    html`${backLink(hostedAddress(id), name)}
${errorSummary([...more, ...[...wrong].map(([field, text]) => ({ text, href: `#${field}` }))])}
<h1>${name}：发布一次活动</h1>
<form method="post" action="${address}" novalidate>
${announceFields(typed, wrong)}
<button type="submit" name="go" value="check">下一步，检查</button></form>`,
    { ...frame, path: address },
  );
}

function checkPage({ frame, typed }: PersonRequest, { id, name }: Led): string {
  const address = `${hostedAddress(id)}/new`;
  const shown: Typed = {
    ...typed,
    isMajor: typed['isMajor'] === 'yes' ? '是' : '不是',
    capacity: typed['capacity'] || '不限',
    kind: typed['kind'] || '不分类',
  };
  const rows = FIELD_NAMES.filter((field) => shown[field]).map((field) => ({ label: FIELD_LABELS[field], value: shown[field] }));
  const kept = Object.fromEntries(FIELD_NAMES.map((field) => [field, typed[field] ?? '']));
  return page(
    '检查活动',
    html`<h1>检查一遍，然后发布</h1>
<p>${name} 的活动。发布后居民马上能看到、能报名；以后还可以修改或取消。</p>
${answerList(rows)}
${typed['isMajor'] === 'yes' ? panel('warning', html`<p>重大活动发布后，请在活动页面上填写重大活动报告，交街道。</p>`) : ''}
<form method="post" action="${address}">${hidden({ ...kept, key: newSecretToken() })}
<div class="actions"><button type="submit" name="go" value="publish">发布</button><button type="submit" name="go" value="back" class="plain">回去改</button></div></form>`,
    { ...frame, path: address },
  );
}
