import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { ArticleKindId } from '../contract/kinds.ts';
import type { ArticleContent } from '../contract/article.ts';
import type { ArticleState } from '../contract/workflow.ts';

export interface StoredArticle {
  id: number;
  district: number;
  div: number;
  kind: ArticleKindId;
  state: ArticleState;
  content: ArticleContent;
  writers: string[];
  liveVersion: number | null;
  liveFrom: Day | null;
  liveUntil: Day | null;
  pinnedUntil: Day | null;
  demonstration: boolean;
  version: number;
  updatedAt: Date;
  updatedBy: string;
  updatedByName: string;
}

export const ARTICLE_COLUMNS =
  sql.raw(`p.id, p.district, p.div, p.kind, p.state, p.content, p.writers, p.live_version as "liveVersion", p.live_from as "liveFrom",
  p.live_until as "liveUntil", p.pinned_until as "pinnedUntil", p.demonstration, p.version, p.updated_at as "updatedAt", p.updated_by as "updatedBy",
  p.updated_by_name as "updatedByName"`);

/** @param where over the alias `p` @param tail order and limit */
export async function selectArticles(db: Database | Transaction, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<StoredArticle[]> {
  return (await sql<StoredArticle>`select ${ARTICLE_COLUMNS} from publicity_articles p where ${where} ${tail}`.execute(db)).rows;
}

/** @param lock keeps it until the transaction ends; undefined for what is absent or outside the range */
export async function findArticle(db: Database | Transaction, id: number, range: KeyRange, lock = false): Promise<StoredArticle | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const [article] = await selectArticles(db, sql`p.district = ${district} and p.id = ${id} and ${inRange(range, 'p')}`, lock ? sql`for update` : sql``);
    return article;
  });
}

export async function insertArticle(tx: Transaction, context: Context, article: StoredArticle): Promise<void> {
  const at = context.now.toISOString();
  await sql`
    insert into publicity_articles (id, district, div, recorded_div, kind, state, content, title, writers, live_version, live_from, live_until, pinned_until,
      demonstration, version, created_at, created_by, updated_at, updated_by, updated_by_name)
    values (${article.id}, ${article.district}, ${article.div}, ${article.div}, ${article.kind}, ${article.state}, ${JSON.stringify(article.content)}::jsonb, ${article.content.title},
      ${article.writers}::text[], ${article.liveVersion}, ${article.liveFrom}, ${article.liveUntil}, ${article.pinnedUntil}, ${article.demonstration}, ${article.version},
      ${at}, ${article.updatedBy}, ${at}, ${article.updatedBy}, ${article.updatedByName})`.execute(tx);
}

/** Writes everything that may change. The caller holds the row's lock and has counted the version up. */
export async function updateArticle(tx: Transaction, context: Context, article: StoredArticle): Promise<void> {
  await sql`
    update publicity_articles set state = ${article.state}, content = ${JSON.stringify(article.content)}::jsonb, title = ${article.content.title}, writers = ${article.writers}::text[],
      live_version = ${article.liveVersion}, live_from = ${article.liveFrom}, live_until = ${article.liveUntil}, pinned_until = ${article.pinnedUntil}, version = ${article.version},
      updated_at = ${context.now.toISOString()}, updated_by = ${context.actor.id}, updated_by_name = ${context.actor.name}
    where district = ${article.district} and id = ${article.id}`.execute(tx);
}
