import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { sendFile } from '#platform/http/send-file.ts';
import { isDay } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, lineField, textField } from '#ui/portal/parts.ts';
import { disputeService, getOwnCertificateFile, issueCertificate, requireSelf, type VolunteerMeans } from '../server/public.ts';
import { CERTIFICATES, serviceAddress, VOLUNTEER_HOME } from './addresses.ts';
import { numberOf } from './team-page.ts';

const LEAST_WRITTEN = 5;
const MOST_WRITTEN = 300;

export async function showCertificates(visit: PersonRequest): Promise<FastifyReply> {
  await requireSelf(visit.context);
  return sendPage(visit.reply, certificatePage(visit, undefined));
}

/** For the confirmed minutes of a time, at once and free of charge. */
export async function issue(visit: PersonRequest, means: VolunteerMeans): Promise<FastifyReply> {
  const { context, typed, reply } = visit;
  const [fromOn, toOn] = [typed['fromOn'] ?? '', typed['toOn'] ?? ''];
  if (!isDay(fromOn) || !isDay(toOn)) return sendPage(reply, certificatePage(visit, '请填写开始和结束日期，例如 2026-01-01。'), 422);
  try {
    await issueCertificate(context, means, 'own', { volunteerId: 0, fromOn, toOn });
    return reply.redirect(VOLUNTEER_HOME, 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, certificatePage(visit, error.message), error.status);
  }
}

function certificatePage({ frame, typed, context }: PersonRequest, problem: string | undefined): string {
  return page(
    '出具志愿服务证明',
    html`${backLink(VOLUNTEER_HOME, '我的志愿服务')}
${errorSummary(problem ? [{ text: problem, href: '#fromOn' }] : [], '还不能出具')}
<h1>出具志愿服务证明</h1>
<p>按已确认的服务时长出具，有编号和核验二维码，免费。还没有确认的不算在内。</p>
<form method="post" action="${CERTIFICATES}" novalidate>
${lineField({ name: 'fromOn', label: '从哪天', value: typed['fromOn'] ?? `${context.today.slice(0, 4)}-01-01` }, { type: 'date', isShort: true })}
${lineField({ name: 'toOn', label: '到哪天', value: typed['toOn'] ?? context.today }, { type: 'date', isShort: true })}
<button type="submit">出具证明</button></form>`,
    { ...frame, path: CERTIFICATES },
  );
}

export async function downloadCertificate({ context, params, query, request, reply }: PersonRequest): Promise<FastifyReply> {
  const self = await requireSelf(context);
  return sendFile(request, reply, await getOwnCertificateFile(context, self.id, numberOf(params['id']), query['format'] === 'docx' ? 'docx' : 'pdf'));
}

export async function showDispute(visit: PersonRequest): Promise<FastifyReply> {
  await requireSelf(visit.context);
  return sendPage(visit.reply, disputePage(visit, undefined));
}

/** What the volunteer says is wrong; the community answers. */
export async function dispute(visit: PersonRequest): Promise<FastifyReply> {
  const content = (visit.typed['content'] ?? '').toWellFormed().replaceAll('\0', '').trim().slice(0, MOST_WRITTEN);
  if (content.length < LEAST_WRITTEN) return sendPage(visit.reply, disputePage(visit, `请写明哪里不对，至少 ${LEAST_WRITTEN} 个字。`), 422);
  try {
    await disputeService(visit.context, numberOf(visit.params['id']), content);
    return visit.reply.redirect(VOLUNTEER_HOME, 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, disputePage(visit, error.message), error.status);
  }
}

function disputePage({ frame, params, typed }: PersonRequest, problem: string | undefined): string {
  const address = serviceAddress(params['id'] ?? '');
  return page(
    '记录不对',
    html`${backLink(VOLUNTEER_HOME, '我的志愿服务')}
${errorSummary(problem ? [{ text: problem, href: '#content' }] : [], '没有提交')}
<h1>这条记录哪里不对？</h1>
<form method="post" action="${address}" novalidate>
${textField({ name: 'content', label: '哪里不对，应当怎样', value: typed['content'] ?? '', hint: '例如：我是 8 点到的，不是 9 点。社区居委会核对后答复您。', wrong: problem }, MOST_WRITTEN)}
<button type="submit">提交</button></form>`,
    { ...frame, path: address },
  );
}
