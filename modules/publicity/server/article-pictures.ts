import { IMAGE_KINDS, MOST_FILE_BYTES } from '#shared/file-kind.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import { refuse } from '#shared/errors.ts';
import type { ArticleContent } from '../contract/article.ts';
import { publicityErrors } from '../contract/errors.ts';
import { PICTURES_OF_ARTICLE } from '../contract/pictures.ts';
import { picturesIn } from '../contract/rich-text.ts';
import { findArticle, type StoredArticle } from './article-store.ts';

/** A picture in the text of an article; the text says where it stands. */
export const PICTURE_PURPOSE: FilePurpose = {
  name: 'publicity.picture',
  kinds: IMAGE_KINDS,
  maxBytes: MOST_FILE_BYTES,
  maxFiles: PICTURES_OF_ARTICLE,
  dataClass: 'general',
};

/** Whoever may see the article. */
export const pictureKeeper: FileKeeper = {
  purpose: PICTURE_PURPOSE,
  reachOf: async (context, { ownerId }) =>
    can(context.actor, 'publicity.read') && (await findArticle(context.platform.db, ownerId, context.actor.range)) ? 'reads' : 'none',
};

type Owner = Pick<StoredArticle, 'id' | 'district' | 'div'>;

/** A text shows pictures of its own article only: a file of another record is none of its business. @throws ARTICLE_PICTURE_UNKNOWN */
export async function requireOwnPictures(tx: Transaction, context: Context, { id, district }: Owner, { body }: ArticleContent): Promise<void> {
  const named = picturesIn(body);
  if (named.length === 0) return;
  const kept = (await context.platform.files.list(context, PICTURE_PURPOSE, district, [id], tx)).get(id) ?? [];
  const own = new Set(kept.map((file) => file.id));
  if (!named.every((file) => own.has(file))) throw refuse(publicityErrors.ARTICLE_PICTURE_UNKNOWN);
}

/** Pictures are public as long as the version that shows them is. @param shown the content that people see from now on */
export async function showPictures(tx: Transaction, context: Context, article: Owner, shown: ArticleContent | undefined): Promise<void> {
  const { files } = context.platform;
  const kept = (await files.list(context, PICTURE_PURPOSE, article.district, [article.id], tx)).get(article.id) ?? [];
  const named = new Set(shown ? picturesIn(shown.body) : []);
  const idsWhere = (isNamed: boolean) => kept.filter((file) => named.has(file.id) === isNamed && file.isPublic !== isNamed).map(({ id }) => Number(id));
  await files.publish(tx, context, PICTURE_PURPOSE, article, idsWhere(true), true);
  await files.publish(tx, context, PICTURE_PURPOSE, article, idsWhere(false), false);
}
