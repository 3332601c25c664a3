import { listDivisions, loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { Territory } from './territory.ts';

export const REGIONS = ['410400000000', '460000000000', '440100000000', '440300000000'];

/** Loads the divisions of the four regional plans and reads them back as `wotu divisions list` prints them. */
export async function loadFourRegions(context: Context): Promise<Territory> {
  await loadDivisions(context, { scope: ['410400', '460000', '440100', '440300'] });
  return new Territory(await listDivisions(context));
}
