import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInWords } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink, checkField, choiceField, errorSummary, hidden, lineField, panel, type Problem, textField } from '#ui/portal/parts.ts';
import { correctServiceSchema, type Service, SERVICE_STATES } from '../contract/service.ts';
import { SERVICE_KINDS } from '../contract/words.ts';
import { correctService, durationInWords, getLedService } from '../server/public.ts';
import { correctAddress, teamAddress } from './addresses.ts';
import { numberOf } from './team-page.ts';

const asked = ({ context, params }: PersonRequest): Promise<Service> => getLedService(context, numberOf(params['id']), numberOf(params['service']));

/** One record of the team, as it is and was, to be corrected or voided with the reason. */
export async function showCorrect(visit: PersonRequest): Promise<FastifyReply> {
  const service = await asked(visit);
  const { servedOn, from, to, kind, content, place } = service;
  return sendPage(visit.reply, correctPage(visit, service, { servedOn, from, to, kind, content, place }, []));
}

/** What was typed stays when it is refused. */
export async function correct(visit: PersonRequest): Promise<FastifyReply> {
  const service = await asked(visit);
  const { context, typed, reply } = visit;
  const { servedOn, from, to, kind, content = '', place = '', reason = '' } = typed;
  const fields = { servedOn, from, to, kind, content, place, reason, version: numberOf(typed['version']), isVoided: typed['isVoided'] === 'yes' };
  const parsed = correctServiceSchema.safeParse(fields);
  if (!parsed.success) {
    const wrong = new Map(parsed.error.issues.map(({ path, message }) => [String(path[0]), WORDS[String(path[0])] ?? message]));
    const problems = [...wrong].map(([name, text]) => ({ text, href: `#${name}` }));
    return sendPage(reply, correctPage(visit, service, typed, problems), 422);
  }
  try {
    await correctService(context, 'own', Number(service.id), parsed.data);
    return reply.redirect(teamAddress(service.teamId), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, correctPage(visit, await asked(visit), typed, [{ text: error.message }]), error.status);
  }
}

/** What to do where the schema only says that something is wrong. */
const WORDS: Record<string, string> = {
  servedOn: '请填写服务日期，例如 2026-05-01。',
  from: '请填写开始时间，例如 09:00。',
  to: '请填写结束时间，例如 11:30。',
  kind: '请选择服务类别。',
  reason: '请写明为什么更正，例如：签到晚了，实际 9 点到。',
};

function correctPage({ frame }: PersonRequest, service: Service, typed: Typed, problems: readonly Problem[]): string {
  const { id, teamId, teamName, volunteerName, version, state, servedOn, from, to, minutes, content } = service;
  const address = correctAddress(teamId, id);
  const look = (name: string, label: string, hint?: string) => ({
    name,
    label,
    hint,
    value: typed[name] ?? '',
    wrong: problems.find(({ href }) => href === `#${name}`)?.text,
  });
  return page(
    '更正服务记录',
    html`${backLink(teamAddress(teamId), teamName)}
${errorSummary(problems, '没有更正')}
<h1>更正${volunteerName}的记录</h1>
<p>现在的记录：${dayInWords(servedOn)} ${from}–${to}，${durationInWords(minutes)}，${content}（${SERVICE_STATES[state]}）。</p>
${history(service)}
${state === 'confirmed' ? panel('warning', html`<p>已经确认的记录改了以后，包含它的服务证明随之失效，要重新出具。</p>`) : ''}
${
  state === 'voided'
    ? ''
    : html`<form method="post" action="${address}" novalidate>${hidden({ version })}
${lineField(look('servedOn', '哪一天'), { type: 'date', isShort: true })}
${lineField(look('from', '几点开始'), { isShort: true, most: 5 })}
${lineField(look('to', '几点结束'), { isShort: true, most: 5 })}
${lineField(look('content', '做了什么'), { most: 200 })}
${lineField(look('place', '在哪里（可不填）'), { most: 100 })}
${choiceField(
  look('kind', '服务类别'),
  SERVICE_KINDS.map((kind) => ({ value: kind, label: kind })),
)}
${textField(look('reason', '为什么更正', '原来的数和理由都留着，志愿者和社区都能看到。'), 200)}
${checkField({ name: 'isVoided', label: '这条记录不该有，作废', value: typed['isVoided'] ?? '' })}
<button type="submit">更正</button></form>`
}`,
    { ...frame, path: address },
  );
}

function history({ changes }: Service): Html | string {
  if (changes.length === 0) return '';
  return html`<h2>更正过 ${changes.length} 次</h2><ul class="rows panel">${changes.map(
    ({ changedBy, reason, before, after }) => html`<li>${before} → ${after}<br><span class="quiet">${changedBy}：${reason}</span></li>`,
  )}</ul>`;
}
