import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { missingIn } from './domain/check-content.ts';
import type { ArticleCase } from './domain/next-step.ts';
import type { PublicityMeans } from './means.ts';
import type { StoredArticle } from './article-store.ts';

/** Whether the next review takes the place of what people have seen: then they are told what was corrected. */
export function correctsShown({ liveVersion, liveFrom }: StoredArticle, today: Day): boolean {
  return liveVersion !== null && liveFrom !== null && liveFrom <= today;
}

/** What a step of this article is judged by. */
export async function openCase(db: Database | Transaction, context: Context, means: PublicityMeans, article: StoredArticle): Promise<ArticleCase> {
  return {
    state: article.state,
    div: article.div,
    writers: article.writers,
    missing: missingIn(article.kind, article.content, correctsShown(article, context.today)),
    hasOtherReviewer: article.state === 'inReview' && (await means.hasOtherReviewer(db, context, article.div, article.writers)),
  };
}
