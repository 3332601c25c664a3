import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import type { ContentReply } from '#shared/route.ts';
import type { FileSize } from '#shared/stored-file.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import { findWherePublished } from '../db/published-places.ts';
import { fileErrors } from './errors.ts';
import type { SealedFile } from './file-content.ts';
import type { FilePurpose } from './file-purpose.ts';
import { contentReply } from './read-file.ts';

/** A file that was made public with its record, through the role of the public pages. @throws FILE_NOT_FOUND */
export async function readPublicFile(context: Context, id: number, size: FileSize): Promise<ContentReply> {
  const { portalDb } = context.platform;
  const file = await findWherePublished(portalDb, id, async (district) => {
    const { rows } = await sql<SealedFile>`select kind, size, medium_size as "mediumSize", small_size as "smallSize", name_cipher as "nameCipher", object,
      key_cipher as "keyCipher" from files_published where district = ${district} and id = ${id}`.execute(portalDb);
    return rows[0];
  });
  if (!file) throw refuse(fileErrors.FILE_NOT_FOUND);
  return contentReply(context, file, size);
}

/** An image that everybody sees. */
export interface PublicImage {
  id: string;
  width: number;
  height: number;
}

/** Images of one record that were made public with it, in the order in which they came. */
export async function listPublicImages(portalDb: Database, purpose: FilePurpose, owner: { id: number; district: number }): Promise<PublicImage[]> {
  const { rows } = await sql<{ id: number; width: number; height: number }>`
    select f.id, f.width, f.height from files_published f
    where f.district = ${owner.district} and f.purpose = ${purpose.name} and f.owner_id = ${owner.id} and f.width is not null order by f.id`.execute(portalDb);
  return rows.map(({ id, width, height }) => ({ id: String(id), width, height }));
}
