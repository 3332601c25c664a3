import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInWords } from '#shared/day.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { type Html, page, problemBox } from '#ui/portal/page.ts';
import { backLink, panel } from '#ui/portal/parts.ts';
import { needErrors } from '../contract/errors.ts';
import { actAsOrganization, getLedNeed, type LedNeed, type NeedMeans, showContact } from '../server/public.ts';
import { servingForms } from './serving-forms.ts';
import { groupActOf } from './group-act.ts';

type Contact = Awaited<ReturnType<typeof showContact>>;

function idOf({ params }: PersonRequest): number {
  const id = /^\d{1,15}$/.test(params['id'] ?? '') ? Number(params['id']) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw refuse(needErrors.NEED_NOT_FOUND);
  return id;
}

/** A need that reaches an organization of the person's. */
export async function showService(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  return sendPage(visit.reply, servicePage(visit, await getLedNeed(visit.context, means, idOf(visit)), {}));
}

/** Takes it on, declines, notes a service, finishes. What was typed stays when it is refused. */
export async function actForGroup(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  const led = await getLedNeed(visit.context, means, idOf(visit));
  const act = groupActOf(visit.typed, led.need.targetGroup);
  if (act?.id !== Number(led.need.id)) throw refuse(needErrors.NEED_NOT_FOUND);
  try {
    const after = await actAsOrganization(visit.context, means, act);
    const isKept = after.organizationId !== null && led.led.has(after.organizationId);
    return visit.reply.redirect(isKept ? `/my/services/${after.id}` : '/my', 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const fresh = await getLedNeed(visit.context, means, idOf(visit));
    return sendPage(visit.reply, servicePage(visit, fresh, { problem: error.message, typed: visit.typed }), error.status);
  }
}

/** How to reach the resident, who agreed to it; the look stays in the trail. */
export async function lookAtContact(visit: PersonRequest, means: NeedMeans): Promise<FastifyReply> {
  const contact = await showContact(visit.context, means, idOf(visit));
  return sendPage(visit.reply, servicePage(visit, await getLedNeed(visit.context, means, idOf(visit)), { contact }));
}

interface Shown {
  problem?: string | undefined;
  typed?: PersonRequest['typed'];
  contact?: Contact;
}

function servicePage({ frame, context }: PersonRequest, led: LedNeed, { problem, typed = {}, contact }: Shown): string {
  const { need, details, services } = led;
  const address = `/my/services/${need.id}`;
  return page(
    need.title,
    html`${backLink('/my', '我的')}
${problemBox(problem)}
<h1>${need.title}</h1>
<div class="panel"><dl class="facts">
${line('现在', need.stateName)}
${line('类别', need.categoryName)}
${line('为谁', need.targetGroupName)}
${line('地方', need.divisionName.split(' ').at(-1) ?? '')}
${line('缓急', need.urgencyName)}
${need.dueOn ? line('期限', dayInWords(need.dueOn)) : ''}
${details ? line('说明', details) : ''}
</dl>${need.demonstration ? html`<p class="quiet">演示数据</p>` : ''}</div>
${contactPart(led, address, contact)}
${services.length > 0 ? html`<h2>服务过 ${services.length} 次</h2><ul class="panel rows">${services.map(({ onDay, minutes, content, beneficiaries }) => html`<li>${dayInWords(onDay)}，${minutes} 分钟：${content}（${beneficiaries.map(({ group, people }) => `${group} ${people} 人`).join('、')}受益）</li>`)}</ul>` : ''}
${led.isOurs && (need.state === 'serving' || need.state === 'served') ? html`<p><a class="button plain" href="${address}/photos">服务照片</a></p>` : ''}
${servingForms(led, address, typed, context.today)}`,
    { ...frame, path: address },
  );
}

function contactPart({ need, sharesContact }: LedNeed, address: string, contact: Contact | undefined): Html | string {
  if (need.state !== 'serving') return '';
  if (contact)
    return panel(
      'info',
      html`<h2>怎么找居民</h2><p>${[contact.name, contact.phone, contact.address].filter((part) => part !== null).join('，') || '居民没有留下。'}</p><p class="quiet">只用于这次服务，请不要告诉别人；查看已记录。</p>`,
    );
  return sharesContact
    ? html`<form method="post" action="${address}/contact" class="panel"><p>居民同意来服务的组织知道怎么找他。查看会被记录。</p><button type="submit" class="plain">看联系方式</button></form>`
    : panel('info', html`<p>居民没有同意告诉联系方式，请找社区居委会转告。</p>`);
}

function line(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
