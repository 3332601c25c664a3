import { html } from 'hono/html';
import type { Html } from '#ui/portal/page.ts';
import { dayInWords, isDay } from '#shared/day.ts';
import type { ArticleContent, FieldValue } from '../contract/article.ts';
import { type ArticleField, type ArticleKindId, kindOf } from '../contract/kinds.ts';

const FEN = 100;

/** A value as people read it; undefined for none. */
export function fieldInWords({ type }: Pick<ArticleField, 'type'>, value: FieldValue | undefined): string | undefined {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'number') return `${(value / FEN).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 元`;
  return type === 'day' && isDay(value) ? dayInWords(value) : value;
}

/** What the kind tells beside the text: short facts in a list, long ones under a heading of their own. */
export function fieldList(kind: ArticleKindId, fields: ArticleContent['fields']): Html {
  const filled = kindOf(kind).fields.flatMap((field) => {
    const words = fieldInWords(field, fields[field.id]);
    return words === undefined ? [] : [{ field, words }];
  });
  const facts = filled.filter(({ field }) => field.type !== 'long');
  return html`${
    facts.length > 0
      ? html`<div class="panel"><dl class="facts">${facts.map(({ field, words }) => html`<div><dt>${field.label}</dt><dd>${words}</dd></div>`)}</dl></div>`
      : ''
  }${filled.filter(({ field }) => field.type === 'long').map(({ field, words }) => html`<h2>${field.label}</h2><p class="lines">${words}</p>`)}`;
}
