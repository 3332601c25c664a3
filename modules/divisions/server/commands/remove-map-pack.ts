import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { deletePack } from '../map-store.ts';
import { requireWholeTree } from '../require-whole-tree.ts';

/** Its outlines go with it; pages show tiles again. Needs `division.manage` over the whole installation. @throws MAP_PACK_NOT_FOUND, DIVISION_MAPS_ARE_WHOLE */
export async function removeMapPack(context: Context, name: string): Promise<void> {
  requirePermission(context.actor, 'division.manage');
  requireWholeTree(context);
  await inTransaction(context.platform.db, async (tx) => {
    if (!(await deletePack(tx, name))) throw refuse(divisionErrors.MAP_PACK_NOT_FOUND, { name });
    await audit(tx, context, { action: 'division.mapsRemoved', subject: { type: 'map-pack', id: name, district: 0 }, details: { name } });
  });
}
