import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import type { PartRecord } from '#modules/organizations/contract/parts.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, hidden, type Problem } from '#ui/portal/parts.ts';
import { type FilingMeans, getOwnRoster, saveOwnMember } from '../server/public.ts';
import { numberOf, typedVersion } from './asked-application.ts';
import { type Field, fieldControl, readField, typedText } from './question-field.ts';
import { askedOrganization, memberAddress, rosterAddress } from './roster-page.ts';

/** What a leader keeps of a member; the rest an office may add. */
const FIELDS: readonly Field[] = [
  { kind: 'line', name: 'name', label: '姓名', most: 100 },
  { kind: 'phone', name: 'phone', label: '手机号', hint: '可以不填。', isOptional: true },
  { kind: 'idNumber', name: 'idNumber', label: '身份证号', hint: '可以不填。填了能防止一个人记两次。', isOptional: true },
  { kind: 'day', name: 'joinedOn', label: '哪天加入的' },
  { kind: 'choice', name: 'role', label: '在队里做什么', isOptional: true, choices: ['普通成员', '骨干', '负责人'].map((value) => ({ value, label: value })) },
  { kind: 'yesNo', name: 'isPartyMember', label: '是党员吗', isOptional: true },
];
const LEFT: Field = { kind: 'day', name: 'leftOn', label: '哪天退出的' };
/** shown in stars: what comes back so was not typed anew */
const MASKED = ['phone', 'idNumber'];

interface Shown {
  typed?: Readonly<Record<string, string | undefined>>;
  wrong?: ReadonlyMap<string, string>;
  problems?: readonly Problem[];
}

/** A new member, or one of the roster with what may be changed. */
export async function showMember(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const organization = await askedOrganization(visit);
  return sendPage(visit.reply, memberPage(visit, organization, await askedMember(visit, means, organization.id), {}));
}

/** Keeps what was typed: a new member, a change, or the day of leaving. */
export async function saveMember(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const organization = await askedOrganization(visit);
  const member = await askedMember(visit, means, organization.id);
  const fields = visit.typed['go'] === 'leave' ? [LEFT] : FIELDS;
  const { values, wrong } = readTyped(visit, fields);
  const problems = [...wrong].map(([name, text]) => ({ text, href: `#${name}` }));
  if (wrong.size > 0) return sendPage(visit.reply, memberPage(visit, organization, member, { typed: visit.typed, wrong, problems }), 422);
  try {
    await saveOwnMember(visit.context, means, {
      organizationId: Number(organization.id),
      member: member && { id: Number(member.id), version: typedVersion(visit) },
      // whoever is added here is a person: groups of firms keep their roster with the office
      values: member ? values : { kind: '个人', ...values },
    });
    return visit.reply.redirect(rosterAddress(organization.id), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const told = error.fields.map(({ path, message }) => ({ text: message, href: `#${path.replace('values.', '')}` }));
    const shown = { typed: visit.typed, problems: told.length > 0 ? told : [{ text: error.message }] };
    return sendPage(visit.reply, memberPage(visit, organization, await askedMember(visit, means, organization.id), shown), error.status);
  }
}

/** @throws RECORD_NOT_FOUND for one that is on no page of the roster */
async function askedMember({ context, params }: PersonRequest, means: FilingMeans, organizationId: string): Promise<PartRecord | undefined> {
  if (params['member'] === 'new') return undefined;
  const id = numberOf(params['member']);
  for (let cursor: string | undefined; id !== undefined; ) {
    const { items, nextCursor } = await getOwnRoster(context, means, Number(organizationId), cursor);
    const found = items.find((item) => item.id === String(id));
    if (found) return found;
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  throw refuse(accessErrors.RECORD_NOT_FOUND);
}

function readTyped({ typed, context }: PersonRequest, fields: readonly Field[]) {
  const wrong = new Map<string, string>();
  const values: Record<string, string | boolean | null> = {};
  for (const field of fields) {
    const text = typed[field.name] ?? '';
    const read = readField(field, text, context.today);
    if ('problem' in read) wrong.set(field.name, read.problem);
    else if (read.value === undefined && !field.isOptional) wrong.set(field.name, `请填写“${field.label}”。`);
    else if (!(MASKED.includes(field.name) && text.includes('*'))) values[field.name] = (read.value as string | boolean | undefined) ?? null;
  }
  return { values, wrong };
}

function memberPage(visit: PersonRequest, { id, name }: { id: string; name: string }, member: PartRecord | undefined, shown: Shown): string {
  const address = memberAddress(id, member?.id ?? 'new');
  const stored = (field: Field): string => typedText(member?.values[field.name], field) || (field.name === 'joinedOn' && !member ? visit.context.today : '');
  const control = (field: Field) => fieldControl(field, shown.typed?.[field.name] ?? stored(field), shown.wrong?.get(field.name));
  const version = hidden({ version: member?.version ?? 0 });
  return page(
    member ? member.title : `给${name}加一名成员`,
    html`${backLink(rosterAddress(id), '成员名册')}
${errorSummary(shown.problems ?? [], '没有保存')}
<h1>${member ? member.title : '加一名成员'}</h1>
<form method="post" action="${address}" novalidate>${version}
${FIELDS.map(control)}
<button type="submit" name="go" value="save">${member ? '保存修改' : '加上'}</button></form>
${
  member?.isCurrent
    ? html`<h2>不再是成员了？</h2><form method="post" action="${address}" novalidate class="panel">${version}
${control(LEFT)}
<button type="submit" name="go" value="leave" class="plain">记为退出</button></form>`
    : ''
}`,
    { ...visit.frame, path: address },
  );
}
