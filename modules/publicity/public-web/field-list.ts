import { html } from 'hono/html';
import type { Html } from '#ui/portal/page.ts';
import type { ArticleContent } from '../contract/article.ts';
import { fieldsInWords } from '../contract/field-words.ts';
import type { ArticleKindId } from '../contract/kinds.ts';

/** What the kind tells beside the text: short facts in a list, long ones under a heading of their own. */
export function fieldList(kind: ArticleKindId, fields: ArticleContent['fields']): Html {
  const { facts, long } = fieldsInWords(kind, fields);
  return html`${
    facts.length > 0
      ? html`<div class="panel"><dl class="facts">${facts.map(({ field, words }) => html`<div><dt>${field.label}</dt><dd>${words}</dd></div>`)}</dl></div>`
      : ''
  }${long.map(({ field, words }) => html`<h2>${field.label}</h2><p class="lines">${words}</p>`)}`;
}
