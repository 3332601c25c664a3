import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { kindOf } from '../contract/kinds.ts';
import type { ArticleSummary, Shown } from '../contract/article.ts';
import { ARTICLE_STATES } from '../contract/workflow.ts';
import type { StoredArticle } from './article-store.ts';

/** Whether people see it today. */
export function shownOn(today: Day, { liveFrom, liveUntil }: Pick<StoredArticle, 'liveFrom' | 'liveUntil'>): Shown {
  if (liveFrom === null) return 'no';
  if (liveFrom > today) return 'later';
  return liveUntil !== null && liveUntil < today ? 'over' : 'now';
}

/** Articles as lists show them, with the names of their places in one round trip. */
export async function presentSummaries(db: Database | Transaction, { today }: Context, articles: readonly StoredArticle[]): Promise<ArticleSummary[]> {
  const paths = await getDivisionPaths(
    db,
    articles.map(({ div }) => div),
  );
  return articles.map((article) => ({
    id: String(article.id),
    version: article.version,
    kind: article.kind,
    kindName: kindOf(article.kind).label,
    state: article.state,
    stateName: ARTICLE_STATES[article.state],
    title: article.content.title,
    division: codeOf(article.div),
    divisionName: paths.get(article.div)?.path.join(' ') || '全国',
    shown: shownOn(today, article),
    shownFrom: article.liveFrom,
    shownUntil: article.liveUntil,
    pinnedUntil: article.pinnedUntil,
    updatedAt: article.updatedAt.toISOString(),
    updatedBy: article.updatedByName,
    demonstration: article.demonstration,
  }));
}
