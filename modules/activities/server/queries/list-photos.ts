import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { requireOccasion, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import { PHOTO_PURPOSE } from '../photo-files.ts';

/** @throws OCCASION_NOT_FOUND */
export async function listPhotos(context: Context, means: ActivityMeans, side: Side, id: number): Promise<PresentedFile[]> {
  requireSide(context, side, 'activity.read');
  const { db } = context.platform;
  return readPhotos(context, await requireOccasion(db, context, means, side, id), db);
}

/** Of an activity that was judged. */
export async function readPhotos(context: Context, { id, district }: { id: number; district: number }, db: Database | Transaction): Promise<PresentedFile[]> {
  return (await context.platform.files.list(context, PHOTO_PURPOSE, district, [id], db)).get(id) ?? [];
}
