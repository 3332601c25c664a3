import { codeOf } from '#shared/division-code.ts';
import type { ArticleKindId } from '../contract/kinds.ts';

export interface ArticlesQuestion {
  kind?: ArticleKindId | undefined;
  q?: string | undefined;
  after?: string | undefined;
}

function queryOf(key: number, { kind, q, after }: ArticlesQuestion): string {
  return new URLSearchParams({ place: codeOf(key), ...(kind ? { kind } : {}), ...(q ? { q } : {}), ...(after ? { after } : {}) }).toString();
}

/** Articles for a place, of one kind or all. */
export function articlesAddress(key: number, question: ArticlesQuestion = {}): string {
  return `/articles?${queryOf(key, question)}`;
}

/** The same for feed readers. */
export function feedAddress(key: number, kind?: ArticleKindId): string {
  return `/articles/feed?${queryOf(key, { kind })}`;
}

export function articleAddress(id: number): string {
  return `/articles/${id}`;
}
