import { html } from 'hono/html';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { dayInWords } from '#shared/day.ts';
import type { Html } from '#ui/portal/page.ts';
import type { PublicDocument, PublicPerson } from '../server/public.ts';

/** People in charge, where their names are public. */
export function peopleSection(people: readonly PublicPerson[]): Html | '' {
  if (people.length === 0) return '';
  return html`<h2>负责的人</h2>
<div class="panel"><dl class="facts">${people.map(({ role, name, post }) => html`<div><dt>${post ?? role}</dt><dd>${name}</dd></div>`)}</dl></div>`;
}

/** Fees first, as that is what is asked for most; then great events, charter and rules. Numbers of persons in the texts are masked. */
export function documentSections(documents: readonly PublicDocument[]): Html | '' {
  const fees = documents.filter(({ kind }) => kind === '收费标准');
  const others = documents.filter(({ kind }) => kind !== '收费标准');
  return html`${fees.length > 0 ? html`<h2>收费标准</h2>${fees.map(documentPart)}` : ''}${others.length > 0 ? html`<h2>章程、制度和重大活动</h2>${others.map(documentPart)}` : ''}`;
}

function documentPart({ kind, title, adoptedOn, content }: PublicDocument): Html {
  const heading = `${title}（${kind === title ? '' : `${kind}，`}${dayInWords(adoptedOn)}通过）`;
  if (!content) return html`<p class="panel">${heading}</p>`;
  return html`<details class="panel"><summary>${heading}</summary>${maskNumbersIn(content)
    .split(/\n+/)
    .map((line) => html`<p>${line}</p>`)}</details>`;
}
