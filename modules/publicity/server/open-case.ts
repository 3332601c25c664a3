import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { missingIn } from './domain/check-content.ts';
import type { ArticleCase } from './domain/next-step.ts';
import type { PublicityMeans } from './means.ts';
import type { StoredArticle } from './article-store.ts';

/** What a step of this article is judged by. */
export async function openCase(db: Database | Transaction, context: Context, means: PublicityMeans, article: StoredArticle): Promise<ArticleCase> {
  return {
    state: article.state,
    div: article.div,
    writers: article.writers,
    missing: missingIn(article.kind, article.content),
    hasOtherReviewer: article.state === 'inReview' && (await means.hasOtherReviewer(db, context, article.div, article.writers)),
  };
}
