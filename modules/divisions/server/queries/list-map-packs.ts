import type { MapPack } from '#modules/divisions/contract/map.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { listStoredPacks } from '../map-store.ts';

/** Packs of outlines, the latest first. They tell nothing of any place, so everybody who sees divisions sees them. */
export async function listMapPacks(context: Context): Promise<MapPack[]> {
  requirePermission(context.actor, 'division.read');
  return listStoredPacks(context.platform.db);
}
