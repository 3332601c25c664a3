import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import type { Part, PartRecord } from '#modules/organizations/contract/parts.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInWords } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink } from '#ui/portal/parts.ts';
import { type FilingMeans, getOwnOrganization, getOwnRoster } from '../server/public.ts';
import { organizationAddress } from './addresses.ts';
import { numberOf } from './asked-application.ts';

export const rosterAddress = (organizationId: string): string => `${organizationAddress(organizationId)}/roster`;
export const memberAddress = (organizationId: string, member: string): string => `${rosterAddress(organizationId)}/${member}`;

/** Whose roster it is. @throws RECORD_NOT_FOUND for what the person does not lead */
export async function askedOrganization({ context, params }: PersonRequest) {
  const id = numberOf(params['id']);
  if (id === undefined) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return getOwnOrganization(context, id);
}

/** The roster of the own organization, a page of it. */
export async function showRoster(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const organization = await askedOrganization(visit);
  const roster = await getOwnRoster(visit.context, means, Number(organization.id), visit.query['after']);
  return sendPage(visit.reply, rosterPage(visit, organization, roster));
}

function rosterPage({ frame }: PersonRequest, { id, name }: { id: string; name: string }, { items, total, nextCursor }: Part): string {
  const address = rosterAddress(id);
  return page(
    `${name}的成员名册`,
    html`${backLink(organizationAddress(id), name)}
<h1>成员名册</h1>
<p>${total === 0 ? '还没有成员。把成员一个一个记上来，以后就不用再交纸质名册。' : `记了 ${total} 人，退出的排在后面。`}</p>
<p><a class="button" href="${address}/new">加一名成员</a></p>
${items.length === 0 ? '' : html`<ul class="rows panel">${items.map((item) => memberRow(id, item))}</ul>`}
${nextCursor ? html`<p><a class="button plain" href="${address}?after=${encodeURIComponent(nextCursor)}">看后面的</a></p>` : ''}
<p class="quiet">名册只有您和办理的单位能看。手机号和身份证号加密保存，这里只显示前后几位。</p>`,
    { ...frame, path: address },
  );
}

function memberRow(organizationId: string, { id, title, isCurrent, values }: PartRecord): Html {
  const left = values['leftOn'];
  const told = [values['role'], values['phone'], isCurrent ? undefined : `${typeof left === 'string' ? dayInWords(left) : ''}退出`];
  const words = told.filter((one) => typeof one === 'string' && one !== '').join('，');
  return html`<li><a href="${memberAddress(organizationId, id)}">${title}</a>${words ? html`<br><span class="quiet">${words}</span>` : ''}</li>`;
}
