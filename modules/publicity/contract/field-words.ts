/** Browser-safe: the preview at the desk and the public page say a value alike. */
import { dayInWords, isDay } from '#shared/day.ts';
import type { ArticleContent, FieldValue } from './article.ts';
import { type ArticleField, type ArticleKindId, kindOf } from './kinds.ts';

const FEN = 100;

/** A value as people read it; undefined for none. */
function fieldInWords({ type }: Pick<ArticleField, 'type'>, value: FieldValue | undefined): string | undefined {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'number') return `${(value / FEN).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 元`;
  return type === 'day' && isDay(value) ? dayInWords(value) : value;
}

interface FieldWords {
  field: ArticleField;
  words: string;
}

/** What the kind tells beside the text: facts that stand in a list, and long ones under a heading of their own. */
export function fieldsInWords(kind: ArticleKindId, values: ArticleContent['fields']): { facts: FieldWords[]; long: FieldWords[] } {
  const filled = kindOf(kind).fields.flatMap((field) => {
    const words = fieldInWords(field, values[field.id]);
    return words === undefined ? [] : [{ field, words }];
  });
  return { facts: filled.filter(({ field }) => field.type !== 'long'), long: filled.filter(({ field }) => field.type === 'long') };
}
