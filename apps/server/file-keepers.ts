import { photoKeeper } from '#modules/activities/server/public.ts';
import { annualFileKeeper, materialFileKeeper, objectionFileKeeper } from '#modules/filings/server/public.ts';
import { servicePhotoKeeper } from '#modules/needs/server/public.ts';
import { documentFileKeeper } from '#modules/organizations/server/public.ts';
import { pictureKeeper } from '#modules/publicity/server/public.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import { activityMeans } from './activity-means.ts';
import { needMeans } from './need-means.ts';

/** Every module that keeps files, with its answer to who may read them. */
export const productFileKeepers: readonly FileKeeper[] = [
  materialFileKeeper,
  annualFileKeeper,
  objectionFileKeeper,
  documentFileKeeper,
  pictureKeeper,
  photoKeeper(activityMeans),
  servicePhotoKeeper(needMeans),
];
