import { contains } from '#engines/outlines/contains.ts';
import { project } from '#engines/outlines/draw-path.ts';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { readOutlinesAround } from '../map-store.ts';

/**
 * The lowest place whose published outline holds a point. Browsers tell WGS-84 and packs may be in GCJ-02, half a kilometre beside it: what is found
 * is a proposal.
 * @param at degrees @returns its key; undefined where no outline is, or outside of them
 */
export async function findPlaceAt(portalDb: Database, at: { longitude: number; latitude: number }, today: Day): Promise<number | undefined> {
  const point = project([at.longitude, at.latitude]);
  const around = await readOutlinesAround(portalDb, point, today);
  return around.find(({ path }) => contains(path, point))?.division;
}
