/** Articles as the public pages show them, through the role of those pages. */
import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database } from '#platform/db/database.ts';
import { isDistributed } from '#platform/db/is-distributed.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWherePublished } from '#platform/db/published-places.ts';
import type { PublicGroup } from '#platform/http/group-section.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, isWithin, type KeyRange } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor } from '#shared/page.ts';
import type { ArticleContent, LinkKind } from '../../contract/article.ts';
import type { ArticleKindId } from '../../contract/kinds.ts';

export interface PublicArticleLine {
  id: number;
  district: number;
  div: number;
  kind: ArticleKindId;
  title: string;
  summary: string;
  organ: string;
  shownFrom: Day;
  fields: ArticleContent['fields'];
  placeName: string | null;
  versionAt: Date;
  demonstration: boolean;
}

export interface PublicArticle extends PublicArticleLine {
  body: unknown;
  links: { kind: LinkKind; target: string; name: string }[];
  /** the newest first */
  corrections: { correctedOn: Day; note: string }[];
}

export interface PublicFilter {
  key: number;
  range: KeyRange;
  kind?: ArticleKindId | undefined;
  /** a fragment of title or summary */
  q?: string | undefined;
  /** of the page before */
  after?: string | undefined;
}

export const ARTICLES_PER_PAGE = 20;
const MOST_PINNED = 3;
const MOST_CORRECTIONS = 20;

const LINE = sql.raw(`a.id, a.district, a.div, a.kind, a.title, a.summary, a.organ, a.live_from as "shownFrom", a.fields, u.short_name as "placeName",
  a.version_at as "versionAt", a.demonstration`);
const SPANS = [1e3, 1e6, 1e8, 1e10, 1e12];

const isShown = (today: Day) => sql<boolean>`(a.live_from <= ${today}::date and (a.live_until is null or a.live_until >= ${today}::date))`;

/** The place and everything above it: what offices there say is for it, too. Told by the digits. */
function lineOf(key: number): number[] {
  return [...new Set([key, ...SPANS.map((span) => key - (key % span))])];
}

/**
 * What is said here and below, and above for here. Offices above lie in districts of their own: one server is asked for all of it at once,
 * of an engine of shards each shard is asked by itself.
 */
async function concerns(portalDb: Database, { key, range }: PublicFilter): Promise<RawBuilder<boolean>[]> {
  const above = lineOf(key).filter((one) => one !== key);
  if (!(await isDistributed(portalDb)))
    return [sql<boolean>`(${inRange(range, 'a')} or (a.district = any(${[...new Set(above.map(districtOf))]}::int[]) and a.div = any(${above}::bigint[])))`];
  const beyond = above.filter((one) => !isWithin(one, range));
  return [inRange(range, 'a'), ...beyond.map((one) => sql<boolean>`(a.district = ${districtOf(one)} and a.div = ${one})`)];
}

const isPinned = (key: number, today: Day) =>
  sql<boolean>`(a.pinned_until is not null and a.pinned_until >= ${today}::date and a.div = any(${lineOf(key)}::bigint[]))`;

function wanted({ kind, q }: PublicFilter, concerned: RawBuilder<boolean>, today: Day): RawBuilder<unknown> {
  return sql.join(
    [
      concerned,
      isShown(today),
      ...(kind ? [sql`a.kind = ${kind}`] : []),
      ...(q ? [sql`(position(${q} in a.title) > 0 or position(${q} in a.summary) > 0)`] : []),
    ],
    sql` and `,
  );
}

/** Pinned ones of the place or above it on the first page, then the newest first, a page at a time. */
export async function listPublicArticles(
  portalDb: Database,
  today: Day,
  filter: PublicFilter,
): Promise<{ pinned: PublicArticleLine[]; items: PublicArticleLine[]; next: string | undefined }> {
  const parts = (await concerns(portalDb, filter)).map((concerned) => wanted(filter, concerned, today));
  const read = async (more: RawBuilder<unknown>, limit: number) => {
    const found = await Promise.all(
      parts.map((where) =>
        sql<PublicArticleLine>`select ${LINE} from publicity_published_articles a left join divisions_published_units u on u.key = a.div
          where ${where} and ${more} order by a.live_from desc, a.id desc limit ${limit}`.execute(portalDb),
      ),
    );
    const rows = found.flatMap((part) => part.rows);
    return parts.length === 1 ? rows : rows.toSorted((one, other) => other.shownFrom.localeCompare(one.shownFrom) || other.id - one.id).slice(0, limit);
  };
  const position = positionOf(filter.after);
  const beyond = position ? sql`and (a.live_from, a.id) < (${position.on}::date, ${position.id}::bigint)` : sql``;
  const [pinned, rows] = await Promise.all([
    position ? [] : read(isPinned(filter.key, today), MOST_PINNED),
    read(sql`not ${isPinned(filter.key, today)} ${beyond}`, ARTICLES_PER_PAGE + 1),
  ]);
  const items = rows.slice(0, ARTICLES_PER_PAGE);
  const last = rows.length > ARTICLES_PER_PAGE ? items.at(-1) : undefined;
  return { pinned, items, next: last && encodeCursor([last.shownFrom, last.id]) };
}

/** @returns undefined for what is no position: the list then begins anew */
function positionOf(after: string | undefined): { on: Day; id: number } | undefined {
  const [on, id] = (after && decodeCursor(after)) || [];
  return typeof on === 'string' && /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)$/.test(on) && Number.isSafeInteger(id) ? { on, id: Number(id) } : undefined;
}

/** @returns undefined for what is absent, taken down, not yet or no longer shown */
export async function findPublicArticle(portalDb: Database, today: Day, id: number): Promise<PublicArticle | undefined> {
  const article = await findWherePublished(portalDb, id, async (district) => {
    const { rows } = await sql<Omit<PublicArticle, 'links' | 'corrections'>>`
      select ${LINE}, a.body from publicity_published_articles a left join divisions_published_units u on u.key = a.div
      where a.district = ${district} and a.id = ${id} and ${isShown(today)}`.execute(portalDb);
    return rows[0];
  });
  if (!article) return undefined;
  const links = await sql<PublicArticle['links'][number]>`select l.kind, l.target, l.name from publicity_published_links l
    where l.district = ${article.district} and l.article_id = ${article.id} order by l.kind, l.name`.execute(portalDb);
  const corrections = await sql<PublicArticle['corrections'][number]>`select c.corrected_on as "correctedOn", c.note from publicity_published_corrections c
    where c.district = ${article.district} and c.article_id = ${article.id} order by c.version desc limit ${MOST_CORRECTIONS}`.execute(portalDb);
  return { ...article, links: links.rows, corrections: corrections.rows };
}

/** The newest articles about one organization. */
export async function listArticlesAbout(
  portalDb: Database,
  today: Day,
  { id, districts }: Pick<PublicGroup, 'id' | 'districts'>,
  limit: number,
): Promise<PublicArticleLine[]> {
  const { rows } = await sql<PublicArticleLine>`
    select ${LINE} from publicity_published_links l join publicity_published_articles a on a.district = l.district and a.id = l.article_id
      left join divisions_published_units u on u.key = a.div
    where ${isOneOf(sql`l.district`, districts, 'int')} and l.kind = 'organization' and l.target = ${String(id)} and ${isShown(today)} order by a.live_from desc, a.id desc limit ${limit}`.execute(
    portalDb,
  );
  return rows;
}
