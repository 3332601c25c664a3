import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { ArticleContent } from '../../contract/article.ts';
import { requireOwnPictures } from '../article-pictures.ts';
import type { PublicityMeans } from '../means.ts';
import { nameLinks } from '../name-links.ts';
import { type StoredArticle, updateArticle } from '../article-store.ts';
import { lockArticle, requireDraft, requireStorable } from '../reach.ts';

export interface SaveInput {
  id: number;
  version: number;
  content: ArticleContent;
}

/**
 * Saves a draft as it was typed. Whoever saves is one of its writers from then on.
 * @throws ARTICLE_NOT_FOUND, ARTICLE_CHANGED, ARTICLE_OTHER_OFFICE, ARTICLE_IMPOSSIBLE, ARTICLE_FIELD_UNKNOWN, ARTICLE_NUMBERS, ARTICLE_LINK_UNKNOWN, ARTICLE_PICTURE_UNKNOWN
 */
export async function saveArticle(context: Context, means: PublicityMeans, input: SaveInput): Promise<void> {
  const { actor, platform, now } = context;
  requirePermission(actor, 'publicity.write');
  await inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const before = await lockArticle(tx, context, input);
    await requireDraft(tx, context, before, '修改');
    const content = { ...input.content, links: await nameLinks(context, means, input.content.links, before.content.links) };
    requireStorable(before.kind, content);
    await requireOwnPictures(tx, context, before, content);
    const after: StoredArticle = {
      ...before,
      content,
      writers: [...new Set([...before.writers, actor.id])],
      version: before.version + 1,
      updatedAt: now,
      updatedBy: actor.id,
      updatedByName: actor.name,
    };
    await updateArticle(tx, context, after);
    await audit(tx, context, {
      action: 'publicity.save',
      subject: { type: 'article', id: after.id, district: after.district },
      details: { version: after.version, title: content.title },
      before: before.content,
      after: content,
    });
  });
}
