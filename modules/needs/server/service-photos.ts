import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import type { SentFile } from '#platform/files/receive-file.ts';
import { IMAGE_KINDS, MOST_FILE_BYTES } from '#shared/file-kind.ts';
import { refuse } from '#shared/errors.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { needErrors } from '../contract/errors.ts';
import { MOST_SERVICE_PHOTOS } from '../contract/photos.ts';
import { officeBodies } from './bodies.ts';
import { reachOfLeader } from './leader-reach.ts';
import type { NeedMeans } from './means.ts';
import { findNeed, type StoredNeed } from './need-store.ts';

/** Drawn anew without what the camera wrote into them. */
export const SERVICE_PHOTO: FilePurpose = {
  name: 'needs.servicePhoto',
  kinds: IMAGE_KINDS,
  maxBytes: MOST_FILE_BYTES,
  maxFiles: MOST_SERVICE_PHOTOS,
  dataClass: 'general',
};

/** From where photographs are kept: an office at its desk, or whoever leads the organization that serves. */
export type PhotoSide = { side: 'office' } | { side: 'led'; means: NeedMeans };

export interface ServicePhotos {
  photos: PresentedFile[];
  mayAdd: boolean;
  /** in any state: somebody on it may want it gone */
  mayRemove: boolean;
}

/** Whoever may see the need as an office, and whoever leads the organization that serves it. */
export function servicePhotoKeeper(means: NeedMeans): FileKeeper {
  return {
    purpose: SERVICE_PHOTO,
    async reachOf(context, { ownerId }) {
      const { actor, platform } = context;
      if (can(actor, 'need.read') && (await findNeed(platform.db, ownerId, { office: actor }))) return 'reads';
      if (!can(actor, 'need.own')) return 'none';
      const { led, reach } = await reachOfLeader(context, means);
      const need = await findNeed(platform.db, ownerId, reach);
      return need && isServedBy(need, led) ? 'owns' : 'none';
    },
  };
}

const isServedBy = ({ organizationId }: StoredNeed, led: ReadonlyMap<number, string>) => organizationId !== null && led.has(organizationId);

/** @throws NEED_NOT_FOUND, NEED_NOT_YOURS for whoever does not serve it */
export async function listServicePhotos(context: Context, side: PhotoSide, id: number): Promise<ServicePhotos> {
  const { db } = context.platform;
  return read(context, await requirePictured(db, context, side, id, 'see'), db);
}

/** @throws NEED_NOT_FOUND, NEED_NOT_YOURS, FILE_TOO_MANY and what receiving a file refuses */
export async function addServicePhoto(
  context: Context,
  side: PhotoSide,
  { id, ...sent }: { id: number } & Pick<SentFile, 'name' | 'content'>,
): Promise<ServicePhotos> {
  const { db, files } = context.platform;
  const { district } = await requirePictured(db, context, side, id, 'add');
  const received = await files.receive(context, SERVICE_PHOTO, { district, ...sent });
  return inTransaction(db, async (tx) => {
    await holdPlaces(tx);
    const pictured = await requirePictured(tx, context, side, id, 'add');
    await files.attach(tx, context, SERVICE_PHOTO, pictured, received);
    return read(context, pictured, tx);
  });
}

/** @throws NEED_NOT_FOUND, NEED_NOT_YOURS, SERVICE_PHOTO_NOT_FOUND */
export async function removeServicePhoto(context: Context, side: PhotoSide, { id, photo }: { id: number; photo: number }): Promise<ServicePhotos> {
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const pictured = await requirePictured(tx, context, side, id, 'remove');
    const { photos } = await read(context, pictured, tx);
    if (!photos.some((one) => one.id === String(photo))) throw refuse(needErrors.SERVICE_PHOTO_NOT_FOUND);
    await context.platform.files.remove(tx, context, SERVICE_PHOTO, pictured, [photo]);
    return read(context, pictured, tx);
  });
}

type Pictured = StoredNeed & Pick<ServicePhotos, 'mayAdd' | 'mayRemove'>;

async function read(context: Context, { id, district, mayAdd, mayRemove }: Pictured, db: Database | Transaction): Promise<ServicePhotos> {
  return { photos: (await context.platform.files.list(context, SERVICE_PHOTO, district, [id], db)).get(id) ?? [], mayAdd, mayRemove };
}

/** Within reach; changed only by whoever serves: added to while it is served or waits for the resident's word, taken off at any time. */
async function requirePictured(db: Database | Transaction, context: Context, asked: PhotoSide, id: number, what: 'see' | 'add' | 'remove'): Promise<Pictured> {
  const { actor } = context;
  const isOffice = asked.side === 'office';
  const isChanging = what !== 'see';
  requirePermission(actor, isOffice ? (isChanging ? 'need.handle' : 'need.read') : 'need.own');
  const leader = asked.side === 'led' ? await reachOfLeader(context, asked.means) : undefined;
  const need = await findNeed(db, id, leader ? leader.reach : { office: actor }, isChanging && 'isTransaction' in db && db.isTransaction);
  if (!need || (leader && !isServedBy(need, leader.led))) throw refuse(needErrors.NEED_NOT_FOUND);
  const mayRemove = leader !== undefined || officeBodies(actor, need).has('handler');
  const mayAdd = mayRemove && (need.state === 'serving' || need.state === 'served');
  if (what === 'add' && !mayAdd) throw refuse(needErrors.SERVICE_PHOTO_NOT_NOW);
  if (what === 'remove' && !mayRemove) throw refuse(needErrors.NEED_NOT_YOURS, { action: '删除照片', bodies: '服务的组织或者办理的单位' });
  return { ...need, mayAdd, mayRemove };
}
