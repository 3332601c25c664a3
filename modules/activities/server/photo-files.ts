import { can } from '#platform/access/jurisdiction.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import { IMAGE_KINDS, MOST_FILE_BYTES } from '#shared/file-kind.ts';
import { MOST_PHOTOS } from '../contract/photos.ts';
import type { ActivityMeans } from './means.ts';
import { findOccasion } from './occasion-store.ts';

/** Photographs of an activity, drawn anew without what the camera wrote into them. */
export const PHOTO_PURPOSE: FilePurpose = {
  name: 'activities.photo',
  kinds: IMAGE_KINDS,
  maxBytes: MOST_FILE_BYTES,
  maxFiles: MOST_PHOTOS,
  dataClass: 'general',
};

/** Whoever may see the activity, and whoever leads its organization. */
export function photoKeeper(means: Pick<ActivityMeans, 'leads'>): FileKeeper {
  return {
    purpose: PHOTO_PURPOSE,
    async reachOf({ actor, platform: { db } }, { ownerId }) {
      const occasion = await findOccasion(db, ownerId, actor.range);
      if (!occasion) return 'none';
      if (can(actor, 'activity.read')) return 'reads';
      return can(actor, 'activity.join') && (await means.leads(db, occasion.organizationId, actor.id)) ? 'owns' : 'none';
    },
  };
}
