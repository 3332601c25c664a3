import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { accessErrors } from '#platform/access/errors.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { keepSent } from '#platform/http/sent-files.ts';
import { refuse } from '#shared/errors.ts';
import { page } from '#ui/portal/page.ts';
import { backLink, errorSummary, type Problem } from '#ui/portal/parts.ts';
import { ANNUAL_FILES, type AnnualReport } from '../contract/annual-report.ts';
import { addAnnualFile, removeAnnualFile } from '../server/public.ts';
import { annualAddress, askedAnnual } from './annual-page.ts';
import { numberOf } from './asked-application.ts';
import { fileRow, PAPERS, paperForm } from './file-parts.ts';

/** What is enclosed with a yearly report: photographs of activities, accounts. */
export async function showAnnualFiles(visit: PersonRequest): Promise<FastifyReply> {
  const { report } = await askedAnnual(visit);
  if (report.handedInOn !== null) return visit.reply.redirect(annualAddress(report.organizationId, report.year, 'check'), 303);
  return sendPage(visit.reply, filesPage(visit, report, []));
}

export async function uploadAnnualFiles(visit: PersonRequest): Promise<FastifyReply> {
  const { organizationId, year } = (await askedAnnual(visit)).report;
  const problems = await keepSent(visit, { most: ANNUAL_FILES, what: PAPERS }, (sent) =>
    addAnnualFile(visit.context, { organizationId: Number(organizationId), year, ...sent }),
  );
  if (problems.length === 0) return visit.reply.redirect(annualAddress(organizationId, year, 'files'), 303);
  return sendPage(visit.reply, filesPage(visit, (await askedAnnual(visit)).report, problems), 422);
}

export async function dropAnnualFile(visit: PersonRequest): Promise<FastifyReply> {
  const { organizationId, year } = (await askedAnnual(visit)).report;
  const file = numberOf(visit.params['file']);
  if (file === undefined) throw refuse(accessErrors.RECORD_NOT_FOUND);
  await removeAnnualFile(visit.context, { organizationId: Number(organizationId), year, file });
  return visit.reply.redirect(annualAddress(organizationId, year, 'files'), 303);
}

function filesPage({ frame }: PersonRequest, { organizationId, year, files }: AnnualReport, problems: readonly Problem[]): string {
  const address = annualAddress(organizationId, year, 'files');
  const back = annualAddress(organizationId, year, 'check');
  return page(
    `${year} 年度报告的照片和文件`,
    html`${backLink(back, '回到检查')}
${errorSummary(problems, '没有全部保存')}
<h1>照片和文件</h1>
<p>${year} 年度报告可以附上账本、活动照片、证明，没有就不放。</p>
${files.length === 0 ? html`<p>还没有照片或文件。</p>` : html`<ul class="rows panel">${files.map((file, index) => fileRow(address, file, index + 1))}</ul>`}
${files.length >= ANNUAL_FILES ? html`<p>已经有 ${ANNUAL_FILES} 个，不能再加。要换，请先移除一个。</p>` : paperForm(address, ANNUAL_FILES - files.length)}
<p><a class="button${files.length === 0 ? ' plain' : ''}" href="${back}">好了，回到检查</a></p>`,
    { ...frame, path: address },
  );
}
