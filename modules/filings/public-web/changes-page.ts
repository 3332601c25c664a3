import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage } from '#platform/http/forms.ts';
import type { PersonRequest } from '#platform/http/person-door.ts';
import { type Html, page } from '#ui/portal/page.ts';
import { backLink } from '#ui/portal/parts.ts';
import type { Application, FilingForm } from '../contract/application.ts';
import type { FilingMeans } from '../server/public.ts';
import { askAddress, filingAddress } from './addresses.ts';
import { askedApplication } from './asked-application.ts';
import { changePage, CHANGES } from './change-questions.ts';
import { nextAddress, placeAmong } from './question-page.ts';
import { CHANGES_PAGE, isOpenToEdit } from './questions.ts';

/** What is to change: everything that may, with what it is now and what it will be. */
export async function showChanges(visit: PersonRequest, means: FilingMeans): Promise<FastifyReply> {
  const asking = await askedApplication(visit, means);
  const { application } = asking;
  if (!isOpenToEdit(application)) return visit.reply.redirect(filingAddress(application.id), 303);
  const isAnything = Object.values(application.form.changes ?? {}).some((value) => value !== undefined);
  return sendPage(
    visit.reply,
    page(
      '要变更什么？',
      html`${backLink(filingAddress(application.id))}
<p class="quiet">${application.procedureName} ${placeAmong(asking, CHANGES_PAGE)}</p>
<h1>要变更什么？</h1>
<p>${application.subjectName}。要改哪一项，就点哪一项；可以一次改几项。</p>
<ul class="rows panel">${CHANGES.map(({ name, label }) => changeRow(application, name, label))}</ul>
${isAnything ? html`<a class="button" href="${nextAddress(asking, CHANGES_PAGE, false)}">都选好了，下一步</a>` : html`<p class="quiet">至少改一项，才能往下办。</p>`}`,
      visit.frame,
    ),
  );
}

function changeRow({ id, form }: Application, name: string, label: string): Html {
  const next = textOf(form.changes?.[name as keyof FilingForm['changes']]);
  const now = name === 'charter' ? undefined : textOf(form[name as keyof FilingForm]);
  return html`<li><strong>${label}</strong>${now ? html`<br><span class="quiet">现在：${now}</span>` : ''}${next ? html`<br>改为：${next}` : ''}
<br><a class="back" href="${askAddress(id, changePage(name))}" aria-label="${next ? '修改' : '要改这一项'}：${label}">${next ? '修改' : '要改这一项'}</a></li>`;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'boolean') return value ? '修改后的章程' : undefined;
  return String(value);
}
