import { sql } from 'kysely';
import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, intersect, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { isWithin, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { ArticleKindId } from '../../contract/kinds.ts';
import type { ArticleSummary } from '../../contract/article.ts';
import type { ArticleState } from '../../contract/workflow.ts';
import { selectArticles } from '../article-store.ts';
import { presentSummaries } from '../present-article.ts';

export interface ArticleFilter extends PageQuery {
  division?: string | undefined;
  kind?: ArticleKindId | undefined;
  state?: ArticleState | undefined;
  /** of the caller's own office only */
  own?: boolean | undefined;
  /** part of the title */
  q?: string | undefined;
}

/** Articles of the jurisdiction, the last changed first. @throws RECORD_NOT_FOUND for a division outside */
export async function listArticles(context: Context, filter: ArticleFilter): Promise<Page<ArticleSummary>> {
  const { actor, platform } = context;
  requirePermission(actor, 'publicity.read');
  const { kind, state, own, q, limit } = filter;
  const range = await rangeWithin(context, filter.division);
  const words = q?.trim() ?? '';
  const where = sql.join(
    [
      inRange(range, 'p'),
      ...(kind ? [sql`p.kind = ${kind}`] : []),
      ...(state ? [sql`p.state = ${state}`] : []),
      ...(own ? [sql`p.div = ${actor.division}`] : []),
      ...(words === '' ? [] : [sql`position(${words} in p.title) > 0`]),
    ],
    sql` and `,
  );
  const [at, id] = decodeCursor(filter.cursor ?? '') ?? [];
  const after =
    typeof at === 'string' && typeof id === 'number' && !Number.isNaN(Date.parse(at)) && Number.isSafeInteger(id)
      ? sql`and (p.updated_at, p.id) < (${new Date(at).toISOString()}::timestamptz, ${id}::bigint)`
      : sql``;
  const rows = await selectArticles(platform.db, where, sql`${after} order by p.updated_at desc, p.id desc limit ${limit + 1}`);
  const total = filter.withTotal
    ? (await sql<{ count: number }>`select count(*)::int as count from publicity_articles p where ${where}`.execute(platform.db)).rows[0]?.count
    : undefined;
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: await presentSummaries(platform.db, context, items),
    nextCursor: last ? encodeCursor([last.updatedAt.toISOString(), last.id]) : null,
    total: total ?? null,
  };
}

async function rangeWithin({ actor, platform, today }: Context, division: string | undefined): Promise<KeyRange> {
  if (division === undefined) return actor.range;
  const found = (await resolveDivisions(platform.db, [division], today)).get(division);
  const range = found && rangeOf(found.key, found.level);
  if (!range || !(isWithin(found.key, actor.range) || isWithin(actor.division, range))) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return intersect(range, actor.range);
}
