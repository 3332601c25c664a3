import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { definitionOf } from '#platform/registers/save-record.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { evidenceErrors } from '../../contract/errors.ts';
import { countOtherViews, deleteView, type NewView, putView } from '../view-store.ts';

/** More than anybody finds again. */
const MOST = 50;

/** Keeps the filters of a list under a name, for oneself or for the whole office. @throws REGISTER_UNKNOWN, VIEWS_TOO_MANY */
export async function saveView(context: Context, registers: Registers, view: NewView): Promise<number> {
  requirePermission(context.actor, 'evidence.read');
  definitionOf(registers, view.register);
  return inTransaction(context.platform.db, async (tx) => {
    const name = maskNumbersIn(view.name);
    // the same name again takes the place of what stood under it
    if ((await countOtherViews(tx, context, view.register, name)) >= MOST) throw refuse(evidenceErrors.VIEWS_TOO_MANY, { most: MOST });
    const id = await putView(tx, context, { ...view, name, search: maskNumbersIn(view.search) });
    await audit(tx, context, {
      action: 'view.saved',
      subject: { type: 'view', id, district: districtOf(context.actor.division) },
      details: { register: view.register, shared: view.isShared },
    });
    return id;
  });
}

/** Removes one's own view. @throws VIEW_NOT_FOUND */
export async function removeView(context: Context, id: number): Promise<void> {
  requirePermission(context.actor, 'evidence.read');
  await inTransaction(context.platform.db, async (tx) => {
    const district = await deleteView(tx, context, id);
    if (district === undefined) throw refuse(evidenceErrors.VIEW_NOT_FOUND);
    await audit(tx, context, { action: 'view.removed', subject: { type: 'view', id, district } });
  });
}
