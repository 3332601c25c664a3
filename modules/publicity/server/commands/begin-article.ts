import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf } from '#shared/division-code.ts';
import type { ArticleKindId } from '../../contract/kinds.ts';
import { EMPTY_CONTENT, type ArticleContent } from '../../contract/article.ts';
import { insertStep } from '../history-store.ts';
import { requireOwnPictures } from '../article-pictures.ts';
import type { PublicityMeans } from '../means.ts';
import { nameLinks } from '../name-links.ts';
import { insertArticle, type StoredArticle } from '../article-store.ts';
import { requireStorable } from '../reach.ts';

/** A new article of the caller's own office. @returns its id @throws ARTICLE_FIELD_UNKNOWN, ARTICLE_NUMBERS, ARTICLE_LINK_UNKNOWN */
export async function beginArticle(
  context: Context,
  means: PublicityMeans,
  { kind, content: given = EMPTY_CONTENT }: { kind: ArticleKindId; content?: ArticleContent | undefined },
): Promise<number> {
  const { actor, platform, now } = context;
  requirePermission(actor, 'publicity.write');
  const content = { ...given, links: await nameLinks(context, means, given.links, []) };
  requireStorable(kind, content);
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const district = districtOf(actor.division);
    const id = await nextRecordId(tx, district);
    const article: StoredArticle = {
      id,
      district,
      div: actor.division,
      kind,
      content,
      state: 'draft',
      version: 1,
      demonstration: false,
      liveVersion: null,
      liveFrom: null,
      liveUntil: null,
      pinnedUntil: null,
      writers: [actor.id],
      updatedAt: now,
      updatedBy: actor.id,
      updatedByName: actor.name,
    };
    await requireOwnPictures(tx, context, article, content);
    await insertArticle(tx, context, article);
    await insertStep(tx, context, article, 'begin', null);
    await audit(tx, context, {
      action: 'publicity.begin',
      subject: { type: 'article', id, district },
      details: { kind, title: content.title },
    });
    return id;
  });
}
