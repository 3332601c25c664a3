/** What hangs on an article that was found within the jurisdiction: versions, steps, links, reads. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { changeInEach, inEach } from '#platform/db/in-each.ts';
import { noteWhereabouts, type Subject, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { ArticleContent } from '../contract/article.ts';
import type { ArticleStep } from '../contract/workflow.ts';
import type { StoredArticle } from './article-store.ts';

type Key = Pick<StoredArticle, 'id' | 'district'>;

/** Keeps what is handed in for review, under the version it has then. */
export async function insertVersion(tx: Transaction, context: Context, article: StoredArticle): Promise<void> {
  await sql`insert into publicity_versions (district, article_id, number, content, at, by_id, by_name)
    values (${article.district}, ${article.id}, ${article.version}, ${JSON.stringify(article.content)}::jsonb, ${context.now.toISOString()}, ${context.actor.id}, ${context.actor.name})`.execute(
    tx,
  );
}

export async function insertStep(tx: Transaction, context: Context, article: StoredArticle, action: ArticleStep, note: string | null): Promise<void> {
  await sql`insert into publicity_steps (district, article_id, number, action, at, by_id, by_name, note)
    values (${article.district}, ${article.id}, ${article.version}, ${action}, ${context.now.toISOString()}, ${context.actor.id}, ${context.actor.name}, ${note})`.execute(
    tx,
  );
}

/** What the version that people see from now on corrects in the one before. */
export async function insertCorrection(tx: Transaction, { today }: Context, { district, id, version, content }: StoredArticle): Promise<void> {
  await sql`insert into publicity_corrections (district, article_id, version, corrected_on, note)
    values (${district}, ${id}, ${version}, ${today}, ${content.correction.trim()})`.execute(tx);
}

/** The links of the version that people see, in place of those before. An organization that was merged since the text was written is the one that stays. */
export async function writeLinks(tx: Transaction, { district, id }: Key, links: ArticleContent['links']): Promise<void> {
  await sql`delete from publicity_links where district = ${district} and article_id = ${id}`.execute(tx);
  if (links.length === 0) return;
  const organizations = links.filter(({ kind, target }) => kind === 'organization' && /^\d{1,16}$/.test(target)).map(({ target }) => Number(target));
  const districts = await whereaboutsOf(tx, ...organizations.map(asSubject));
  const merges = await inEach(districts, async (place) => {
    const { rows } = await sql<{ removed: number; kept: number }>`
      select m.removed_id as removed, m.kept_id as kept from organizations_published_merges m
      where m.district = ${place} and m.removed_id = any(${organizations}::bigint[])`.execute(tx);
    return rows;
  });
  const kept = new Map(merges.map((merge) => [String(merge.removed), String(merge.kept)]));
  const written = links.map((link) => ({ ...link, target: (link.kind === 'organization' ? kept.get(link.target) : undefined) ?? link.target }));
  await sql`insert into publicity_links (district, article_id, kind, target, name)
    select ${district}, ${id}, l.kind, l.target, l.name
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as l(kind text, target text, name text)
    on conflict do nothing`.execute(tx);
  const told = organizations.map((one) => Number(kept.get(String(one)) ?? one));
  await noteWhereabouts(
    tx,
    told.map((one) => ({ ...asSubject(one), district })),
  );
}

const asSubject = (organization: number): Subject => ({ kind: 'record', key: organization });

/** When two organizations turn out to be one: what was said about the one that goes is about the one that stays. @returns how many articles */
export async function carryArticles(tx: Transaction, from: number, to: number): Promise<number> {
  const [gone, stays] = [String(from), String(to)];
  return changeInEach(await whereaboutsOf(tx, asSubject(from)), async (district) => {
    await sql`delete from publicity_links l where l.district = ${district} and l.kind = 'organization' and l.target = ${gone}
      and exists (select 1 from publicity_links o where o.district = ${district} and o.article_id = l.article_id and o.kind = 'organization' and o.target = ${stays})`.execute(
      tx,
    );
    return sql`update publicity_links set target = ${stays}
      where district = ${district} and kind = 'organization' and target = ${gone}`.execute(tx);
  });
}

export interface StoredStep {
  action: ArticleStep;
  at: Date;
  byName: string;
  note: string | null;
}

const MOST_SHOWN = 100;

/** The newest first. */
export async function readSteps(db: Database | Transaction, { district, id }: Key): Promise<StoredStep[]> {
  const { rows } = await sql<StoredStep>`select action, at, by_name as "byName", note from publicity_steps
    where district = ${district} and article_id = ${id} order by number desc limit ${MOST_SHOWN}`.execute(db);
  return rows;
}

export interface VersionLine {
  number: number;
  at: Date;
  byName: string;
}

/** What was handed in for review, the newest first, without its text. */
export async function readVersions(db: Database | Transaction, { district, id }: Key): Promise<VersionLine[]> {
  const { rows } = await sql<VersionLine>`select number, at, by_name as "byName" from publicity_versions
    where district = ${district} and article_id = ${id} order by number desc limit ${MOST_SHOWN}`.execute(db);
  return rows;
}

export async function findVersion(db: Database | Transaction, { district, id }: Key, number: number): Promise<ArticleContent | undefined> {
  const { rows } = await sql<{ content: ArticleContent }>`select content from publicity_versions
    where district = ${district} and article_id = ${id} and number = ${number}`.execute(db);
  return rows[0]?.content;
}

/** The number of the version that was handed in last; 0 before any. */
export async function lastVersion(tx: Transaction, { district, id }: Key): Promise<number> {
  const { rows } = await sql<{
    number: number | null;
  }>`select max(number) as number from publicity_versions where district = ${district} and article_id = ${id}`.execute(tx);
  return rows[0]?.number ?? 0;
}

/** How often it was opened in all, and since a day. */
export async function readReads(db: Database | Transaction, { district, id }: Key, since: Day): Promise<{ total: number; recent: number }> {
  const { rows } = await sql<{ total: number; recent: number }>`
    select coalesce(sum(reads), 0)::int as total, coalesce(sum(reads) filter (where day > ${since}::date), 0)::int as recent
    from publicity_reads where district = ${district} and article_id = ${id}`.execute(db);
  return rows[0] ?? { total: 0, recent: 0 };
}
