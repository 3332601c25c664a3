import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { publicityErrors } from '../contract/errors.ts';
import { kindOf, type ArticleKindId } from '../contract/kinds.ts';
import type { ArticleContent } from '../contract/article.ts';
import { ARTICLE_STATES } from '../contract/workflow.ts';
import { strangeField, textsOf } from './domain/check-content.ts';
import type { Hand } from './domain/next-step.ts';
import { findArticle, type StoredArticle } from './article-store.ts';

/** The article, locked, in the version that the caller saw. @throws ARTICLE_NOT_FOUND, ARTICLE_CHANGED */
export async function lockArticle(tx: Transaction, context: Context, { id, version }: { id: number; version: number }): Promise<StoredArticle> {
  const article = await findArticle(tx, id, context.actor.range, true);
  if (!article) throw refuse(publicityErrors.ARTICLE_NOT_FOUND);
  if (article.version !== version) {
    const who = article.updatedBy === context.actor.id ? '您自己（另一个窗口）' : article.updatedByName;
    throw refuse(publicityErrors.ARTICLE_CHANGED, { who, version: article.version });
  }
  return article;
}

/** Whoever acts, as the domain asks for it. */
export function handOf({ actor }: Context): Hand {
  return { id: actor.id, division: actor.division, may: (verb) => can(actor, verb) };
}

/** How the office that speaks is called in a refusal. */
export async function officeOf(tx: Transaction, div: number): Promise<string> {
  return (await getDivisionPaths(tx, [div])).get(div)?.path.join(' ') || '全国';
}

/** Only the office that speaks changes its article, and only while it is a draft. @throws ARTICLE_OTHER_OFFICE, ARTICLE_IMPOSSIBLE */
export async function requireDraft(tx: Transaction, { actor }: Context, article: StoredArticle, action: string): Promise<void> {
  if (article.div !== actor.division) throw refuse(publicityErrors.ARTICLE_OTHER_OFFICE, { office: await officeOf(tx, article.div), also: '', action });
  if (article.state !== 'draft') throw refuse(publicityErrors.ARTICLE_IMPOSSIBLE, { state: ARTICLE_STATES[article.state], action });
}

/** What a draft may hold at all. Nothing in it is encrypted, so numbers of persons never get in. @throws ARTICLE_FIELD_UNKNOWN, ARTICLE_NUMBERS */
export function requireStorable(kind: ArticleKindId, content: ArticleContent): void {
  const field = strangeField(kind, content.fields);
  if (field !== undefined) throw refuse(publicityErrors.ARTICLE_FIELD_UNKNOWN, { kind: kindOf(kind).label, field });
  const holding = textsOf(kind, content).find(({ text }) => maskNumbersIn(text) !== text);
  if (holding) throw refuse(publicityErrors.ARTICLE_NUMBERS, { where: holding.where });
}
