import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { accessErrors } from '#platform/access/errors.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { dayInWords } from '#shared/day.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { answerList, backLink, errorSummary, hidden, panel, type Problem } from '#ui/portal/parts.ts';
import { annualContentSchema } from '../contract/annual-report.ts';
import { handInAnnualReport, listOwnAnnuals, type OwnAnnual, saveAnnualReport } from '../server/public.ts';
import { organizationAddress } from './addresses.ts';
import { ANNUAL_QUESTIONS } from './annual-questions.ts';
import { numberOf, typedVersion } from './asked-application.ts';
import { fileLink } from './file-parts.ts';
import { fieldControl, readField, shownText, typedText } from './question-field.ts';

export const annualAddress = (organizationId: string, year: number, part: string): string => `${organizationAddress(organizationId)}/annual/${year}/${part}`;

/** A yearly report that the own organization owes. @throws RECORD_NOT_FOUND */
export async function askedAnnual({ context, params }: PersonRequest): Promise<OwnAnnual> {
  const id = numberOf(params['id']);
  const found = id === undefined ? undefined : (await listOwnAnnuals(context, id)).find(({ report }) => String(report.year) === params['year']);
  if (!found) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return found;
}

function questionAsked({ params }: PersonRequest) {
  const place = ANNUAL_QUESTIONS.findIndex(({ id }) => id === params['part']);
  const question = ANNUAL_QUESTIONS[place];
  if (!question) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const at = (index: number) => ANNUAL_QUESTIONS[index]?.id;
  return { question, place, next: at(place + 1) ?? 'check', previous: at(place - 1) };
}

type Shown = { problems?: readonly Problem[]; wrong?: ReadonlyMap<string, string>; typed?: Readonly<Record<string, string | undefined>>; version: number };

/** One page of a yearly report. */
export async function showAnnual(visit: PersonRequest): Promise<FastifyReply> {
  const annual = await askedAnnual(visit);
  if (annual.report.handedInOn !== null) return sendPage(visit.reply, handedInPage(visit, annual));
  if (visit.params['part'] === 'check') return sendPage(visit.reply, checkPage(visit, annual, []));
  return sendPage(visit.reply, annualPage(visit, annual, { version: annual.report.version }));
}

/** Keeps the answers of a page, on the way on or while they are typed. */
export async function saveAnnual(visit: PersonRequest): Promise<FastifyReply> {
  const { report } = await askedAnnual(visit);
  const { organizationId, year } = report;
  if (visit.params['part'] === 'check') return handIn(visit);
  const { question, next } = questionAsked(visit);
  const wrong = new Map<string, string>();
  const content: Record<string, unknown> = {};
  for (const field of question.fields) {
    const read = readField(field, visit.typed[field.name], visit.context.today);
    if ('problem' in read) wrong.set(field.name, read.problem);
    else content[field.name] = read.value;
    const isBlank = (visit.typed[field.name] ?? '').trim() === '';
    if (isBlank && !field.isOptional && visit.typed['go'] === 'next') wrong.set(field.name, `请填写“${field.label}”。`);
  }
  const parsed = annualContentSchema.safeParse(content);
  for (const { path, message } of parsed.error?.issues ?? []) wrong.set(path.join('.'), message);
  const shown = { typed: visit.typed, wrong, version: typedVersion(visit), problems: [...wrong].map(([name, text]) => ({ text, href: `#${name}` })) };
  if (wrong.size > 0)
    return visit.isSavingAsTyped
      ? visit.reply.code(422).send({ problem: shown.problems[0]?.text })
      : sendPage(visit.reply, annualPage(visit, await askedAnnual(visit), shown), 422);
  try {
    const version = await saveAnnualReport(visit.context, { organizationId: Number(organizationId), year, version: shown.version, content: parsed.data ?? {} });
    return visit.isSavingAsTyped ? await visit.reply.send({ version }) : visit.reply.redirect(annualAddress(organizationId, year, next), 303);
  } catch (error) {
    if (!(error instanceof Refusal) || visit.isSavingAsTyped) throw error;
    const fresh = await askedAnnual(visit);
    return sendPage(visit.reply, annualPage(visit, fresh, { ...shown, version: fresh.report.version, problems: [{ text: error.message }] }), error.status);
  }
}

async function handIn(visit: PersonRequest): Promise<FastifyReply> {
  const { report } = await askedAnnual(visit);
  const { organizationId, year } = report;
  try {
    if (report.handedInOn === null) await handInAnnualReport(visit.context, { organizationId: Number(organizationId), year, version: typedVersion(visit) });
    return visit.reply.redirect(annualAddress(organizationId, year, 'check'), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problems = error.fields.map(({ path, message }) => ({ text: message, href: annualAddress(organizationId, year, pageOf(path)) }));
    return sendPage(visit.reply, checkPage(visit, await askedAnnual(visit), problems.length > 0 ? problems : [{ text: error.message }]), error.status);
  }
}

function pageOf(name: string): string {
  return ANNUAL_QUESTIONS.find(({ fields }) => fields.some((field) => field.name === name))?.id ?? 'check';
}

function annualPage(visit: PersonRequest, { report }: OwnAnnual, { problems = [], wrong, typed, version }: Shown): string {
  const { question, place, previous } = questionAsked(visit);
  const { organizationId, year, content } = report;
  const address = annualAddress(organizationId, year, question.id);
  return page(
    question.title,
    html`${backLink(previous ? annualAddress(organizationId, year, previous) : organizationAddress(organizationId))}
${errorSummary(problems)}
<p class="quiet">${year} 年度报告 第 ${place + 1} 页，共 ${ANNUAL_QUESTIONS.length} 页</p>
<h1>${question.title}</h1>
${question.hint ? html`<p>${question.hint}</p>` : ''}
<form method="post" action="${address}" data-saves novalidate>${hidden({ version })}
${question.fields.map((field) => fieldControl(field, typed?.[field.name] ?? typedText(content[field.name as keyof typeof content], field), wrong?.get(field.name)))}
<p class="quiet" role="status" data-saved></p>
<div class="actions"><button type="submit" name="go" value="next">保存，下一步</button><button type="submit" name="go" value="skip" class="plain">先跳过</button></div></form>`,
    { ...visit.frame, path: address },
  );
}

function rowsOf({ report: { organizationId, year, content } }: OwnAnnual, mayChange: boolean) {
  return ANNUAL_QUESTIONS.flatMap(({ id, fields }) =>
    fields.flatMap((field) => {
      const value = shownText(content[field.name as keyof typeof content], field);
      return value === undefined && field.isOptional
        ? []
        : [{ label: field.label, value, ...(mayChange ? { changeHref: annualAddress(organizationId, year, id) } : {}) }];
    }),
  );
}

function checkPage({ frame }: PersonRequest, annual: OwnAnnual, problems: readonly Problem[]): string {
  const { organizationId, year, name, version } = annual.report;
  const address = annualAddress(organizationId, year, 'check');
  return page(
    `检查 ${year} 年度报告`,
    html`${backLink(annualAddress(organizationId, year, ANNUAL_QUESTIONS.at(-1)?.id ?? 'check'))}
${errorSummary(problems, '还不能报送，请先改正')}
<h1>检查一遍，然后报送</h1>
<p>${name}，${year} 年度报告。应在 ${dayInWords(annual.duty.dueOn)}前报送${annual.duty.standing === '逾期未报' ? '，已经逾期，请尽快' : ''}。</p>
${answerList(rowsOf(annual, true))}
<p><a class="button plain" href="${annualAddress(organizationId, year, 'files')}">${annual.report.files.length === 0 ? '附照片或文件（可以不附）' : `附了 ${annual.report.files.length} 个照片或文件，去看或加`}</a></p>
<form method="post" action="${address}">${hidden({ version })}<button type="submit">报送</button></form>
<p class="quiet">报送后不能再改。</p>`,
    { ...frame, path: address },
  );
}

function handedInPage({ frame }: PersonRequest, annual: OwnAnnual): string {
  const { organizationId, year, name, handedInOn } = annual.report;
  const { result, rectifyBy, rectifiedOn } = annual.duty;
  return page(
    `${year} 年度报告`,
    html`${backLink(organizationAddress(organizationId), name)}
<h1>${year} 年度报告</h1>
${panel(
  result === '不合格' ? 'problem' : 'done',
  html`<p><strong>${handedInOn ? dayInWords(handedInOn) : ''}已报送。${result ? `审查结论：${result}。` : '等登记管理机关审查。'}</strong></p>${
    rectifyBy && !rectifiedOn ? html`<p>请在 ${dayInWords(rectifyBy)}前整改，并告诉登记管理机关。</p>` : ''
  }`,
)}
${answerList(rowsOf(annual, false))}
${annual.report.files.length === 0 ? '' : html`<h2>附的照片和文件</h2><ul class="rows panel">${annual.report.files.map((file, index) => html`<li class="upload">${fileLink(file, index + 1)}</li>`)}</ul>`}`,
    frame,
  );
}
