import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { addDays } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { publicityErrors } from '../../contract/errors.ts';
import type { Article, ArticleContent } from '../../contract/article.ts';
import { ARTICLE_STEPS } from '../../contract/workflow.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { abilitiesOf } from '../domain/next-step.ts';
import { findVersion, readReads, readSteps, readVersions } from '../history-store.ts';
import type { PublicityMeans } from '../means.ts';
import { correctsShown, openCase } from '../open-case.ts';
import { handOf } from '../reach.ts';
import { findArticle, type StoredArticle } from '../article-store.ts';
import { presentSummaries } from '../present-article.ts';

const RECENT_DAYS = 30;

async function requireArticle(context: Context, id: number): Promise<StoredArticle> {
  requirePermission(context.actor, 'publicity.read');
  const article = await findArticle(context.platform.db, id, context.actor.range);
  if (!article) throw refuse(publicityErrors.ARTICLE_NOT_FOUND);
  return article;
}

/** One article with its history, and what the caller may do with it now and why not. @throws ARTICLE_NOT_FOUND */
export async function getArticle(context: Context, means: PublicityMeans, id: number): Promise<Article> {
  const { actor, platform, today } = context;
  const article = await requireArticle(context, id);
  const opened = await openCase(platform.db, context, means, article);
  const [summary] = await presentSummaries(platform.db, context, [article]);
  if (!summary) throw refuse(publicityErrors.ARTICLE_NOT_FOUND);
  const [steps, versions, reads] = await Promise.all([
    readSteps(platform.db, article),
    readVersions(platform.db, article),
    readReads(platform.db, article, addDays(today, -RECENT_DAYS)),
  ]);
  return {
    ...summary,
    content: article.content,
    mayEdit: article.state === 'draft' && article.div === actor.division && can(actor, 'publicity.write'),
    abilities: abilitiesOf(handOf(context), opened),
    corrects: article.state !== 'published' && correctsShown(article, today),
    missing: [...opened.missing],
    steps: steps.map(({ action, at, byName, note }) => ({ action: ARTICLE_STEPS[action], at: at.toISOString(), by: byName, note })),
    versions: versions.map(({ number, at, byName }) => ({ number, at: at.toISOString(), by: byName, isLive: number === article.liveVersion })),
    reads,
  };
}

/** What was handed in for review at one time. @throws ARTICLE_NOT_FOUND */
export async function getPastVersion(context: Context, id: number, number: number): Promise<{ content: ArticleContent }> {
  const article = await requireArticle(context, id);
  const content = await findVersion(context.platform.db, article, number);
  if (!content) throw refuse(publicityErrors.ARTICLE_NOT_FOUND);
  return { content };
}
