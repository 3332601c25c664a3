import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { SentFile } from '#platform/files/receive-file.ts';
import { refuse } from '#shared/errors.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { publicityErrors } from '../../contract/errors.ts';
import { PICTURE_PURPOSE } from '../article-pictures.ts';
import { findArticle, type StoredArticle } from '../article-store.ts';
import { requireDraft } from '../reach.ts';

/**
 * Keeps a picture for a draft. The text beside it keeps its version: it shows the picture when it is saved with it.
 * @throws ARTICLE_NOT_FOUND, ARTICLE_OTHER_OFFICE, ARTICLE_IMPOSSIBLE, FILE_TOO_MANY and what `receiveFile` refuses
 */
export async function addPicture(context: Context, { id, ...sent }: { id: number } & Pick<SentFile, 'name' | 'content'>): Promise<PresentedFile> {
  requirePermission(context.actor, 'publicity.write');
  const { db, files } = context.platform;
  const { district } = await inTransaction(db, (tx) => requireOwnDraft(tx, context, id));
  const received = await files.receive(context, PICTURE_PURPOSE, { district, ...sent });
  return inTransaction(db, async (tx) => {
    await holdPlaces(tx);
    return files.attach(tx, context, PICTURE_PURPOSE, await requireOwnDraft(tx, context, id), received);
  });
}

async function requireOwnDraft(tx: Transaction, context: Context, id: number): Promise<StoredArticle> {
  const article = await findArticle(tx, id, context.actor.range, true);
  if (!article) throw refuse(publicityErrors.ARTICLE_NOT_FOUND);
  await requireDraft(tx, context, article, '添加图片');
  return article;
}
