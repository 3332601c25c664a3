import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import type { Clause, PlanDocument, PlanFile } from '../contract/plan-file.ts';
import { lineAnchor, planAddress } from './addresses.ts';
import { DRAFT_MARK, findPlan, sendNoPlan } from './find-plan.ts';

const STANDINGS: Record<PlanDocument['standing'], string> = {
  issued: '正式印发的文件。',
  unofficialCopy: '网上转载的文本，以印发的文件为准。',
  newsReport: '新闻报道里的内容，以印发的文件为准。',
  consultationDraft: '征求意见稿，不是正式印发的文件。',
};

/** The documents of a plan, sentence by sentence as issued; the targets and the reader of a target lead to the line. */
export async function showText(visit: PublicVisit): Promise<FastifyReply> {
  const version = await findPlan(visit);
  return version ? sendPage(visit.reply, textPage(visit.frame, version.plan)) : sendNoPlan(visit);
}

function textPage(frame: Frame, plan: PlanFile): string {
  return page(
    '文件原文',
    html`<h1>文件原文</h1>
<p>${plan.status === 'consultationDraft' ? html`${DRAFT_MARK} ` : ''}${plan.name}</p>
${plan.documents.map((document) => documentPart(plan, document))}`,
    frame,
    [
      { href: '/plans', text: '目标完成得怎样' },
      { href: planAddress(plan.id), text: plan.shortName },
    ],
  );
}

function documentPart(plan: PlanFile, { file, title, standing, clauses }: PlanDocument): Html {
  return html`<article class="panel"><h2>${title}</h2><p class="quiet">${STANDINGS[standing]}</p>
${linesOf(clauses).map(([line, sentences]) => lineOf(plan, file, line, sentences))}</article>`;
}

function linesOf(clauses: readonly Clause[]): [number, Clause[]][] {
  const lines = new Map<number, Clause[]>();
  for (const clause of clauses) lines.set(clause.line, [...(lines.get(clause.line) ?? []), clause]);
  return [...lines];
}

/** A heading, or a paragraph with the ways to the targets that it sets. */
function lineOf(plan: PlanFile, file: string, line: number, sentences: readonly Clause[]): Html {
  const anchor = lineAnchor(file, line);
  const [first] = sentences;
  if (sentences.length === 1 && first?.kind === 'heading') return html`<h3 id="${anchor}">${first.quote}</h3>`;
  const targets = plan.targets.filter(({ clause }) => clause.document === file && clause.line === line);
  return html`<p id="${anchor}" class="line">${sentences.map(({ quote }) => quote).join('')}${targets.map(
    ({ id, name }) => html` <a href="${planAddress(plan.id)}#${id}">目标：${name}</a>`,
  )}</p>`;
}
