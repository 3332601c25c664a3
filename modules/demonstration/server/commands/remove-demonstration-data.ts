import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { removeDemonstrationRecords } from '#platform/imports/remove-demonstration-records.ts';
import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { isWithin, NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { demonstrationErrors } from '../../contract/errors.ts';
import { hasDemonstrationData } from '../queries/has-demonstration-data.ts';

/**
 * Removes exactly the marked records and recounts what they were in. Records people entered stay as they are.
 * Needs `demonstration.manage`.
 * @throws DEMONSTRATION_WHOLE, DEMONSTRATION_NONE
 */
export async function removeDemonstrationData(context: Context, sheets: readonly SheetDefinition[]): Promise<{ counts: Record<string, number> }> {
  requirePermission(context.actor, 'demonstration.manage');
  if (!isWithin(NATION_KEY, context.actor.range)) throw refuse(demonstrationErrors.DEMONSTRATION_WHOLE);
  if (!(await hasDemonstrationData(context.platform.db))) throw refuse(demonstrationErrors.DEMONSTRATION_NONE);
  return inTransaction(context.platform.db, async (tx) => {
    const removed = await removeDemonstrationRecords(tx, sheets);
    await context.platform.facts.changed(tx, { sets: removed.sets, districts: removed.districts, today: context.today });
    await sql`update demonstration_fills set removed_at = ${context.now} where removed_at is null`.execute(tx);
    const records = Object.values(removed.counts).reduce((sum, count) => sum + count, 0);
    await audit(tx, context, { action: 'demonstration.removed', subject: { type: 'demonstration', id: 0, district: 0 }, details: { records } });
    return { counts: removed.counts };
  });
}
