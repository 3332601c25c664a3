import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { SentFile } from '#platform/files/receive-file.ts';
import { refuse } from '#shared/errors.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { activityErrors } from '../../contract/errors.ts';
import { requireOccasion, requireSide, type Side } from '../hosting.ts';
import type { ActivityMeans } from '../means.ts';
import type { StoredOccasion } from '../occasion-store.ts';
import { PHOTO_PURPOSE } from '../photo-files.ts';
import { readPhotos } from '../queries/list-photos.ts';

interface Named {
  id: number;
  photo: number;
}

/**
 * Keeps a photograph of an activity that has begun; nobody but those who work with it sees it until it is shown.
 * @throws OCCASION_NOT_FOUND, PHOTO_NOT_NOW, FILE_TOO_MANY and what `receiveFile` refuses
 */
export async function addPhoto(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, ...sent }: { id: number } & Pick<SentFile, 'name' | 'content'>,
): Promise<PresentedFile[]> {
  requireSide(context, side, 'activity.work');
  const { db, files } = context.platform;
  const { district } = await inTransaction(db, (tx) => requirePictured(tx, context, means, side, id));
  const received = await files.receive(context, PHOTO_PURPOSE, { district, ...sent });
  return inTransaction(db, async (tx) => {
    await holdPlaces(tx);
    const occasion = await requirePictured(tx, context, means, side, id);
    await files.attach(tx, context, PHOTO_PURPOSE, occasion, received);
    return readPhotos(context, occasion, tx);
  });
}

/** On the page that everybody sees, or no longer: taken back at any time. @throws OCCASION_NOT_FOUND, PHOTO_NOT_NOW, PHOTO_NOT_FOUND */
export async function showPhoto(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, photo, isPublic }: Named & { isPublic: boolean },
): Promise<PresentedFile[]> {
  return act(context, means, side, { id, photo }, async (tx, occasion) => {
    if (isPublic) requirePictures(context, occasion);
    await context.platform.files.publish(tx, context, PHOTO_PURPOSE, occasion, [photo], isPublic);
  });
}

/** Whatever became of the activity. @throws OCCASION_NOT_FOUND, PHOTO_NOT_FOUND */
export async function removePhoto(context: Context, means: ActivityMeans, side: Side, named: Named): Promise<PresentedFile[]> {
  return act(context, means, side, named, async (tx, occasion) => {
    await context.platform.files.remove(tx, context, PHOTO_PURPOSE, occasion, [named.photo]);
  });
}

async function act(
  context: Context,
  means: ActivityMeans,
  side: Side,
  { id, photo }: Named,
  change: (tx: Transaction, occasion: StoredOccasion) => Promise<void>,
): Promise<PresentedFile[]> {
  requireSide(context, side, 'activity.work');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const occasion = await requireOccasion(tx, context, means, side, id, true);
    if (!(await readPhotos(context, occasion, tx)).some((one) => one.id === String(photo))) throw refuse(activityErrors.PHOTO_NOT_FOUND);
    await change(tx, occasion);
    return readPhotos(context, occasion, tx);
  });
}

/** Locked, and something there may be photographs of. */
async function requirePictured(tx: Transaction, context: Context, means: ActivityMeans, side: Side, id: number): Promise<StoredOccasion> {
  const occasion = await requireOccasion(tx, context, means, side, id, true);
  requirePictures(context, occasion);
  return occasion;
}

function requirePictures({ now }: Context, { state, startsAt }: StoredOccasion): void {
  if (state === 'cancelled' || startsAt > now) throw refuse(activityErrors.PHOTO_NOT_NOW);
}
