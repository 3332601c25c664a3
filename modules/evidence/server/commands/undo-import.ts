import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { undoBatch } from '#platform/imports/undo-batch.ts';
import type { Registers } from '#platform/registers/registers.ts';

/**
 * Takes one import back as a whole, with a reason.
 * @throws PERMISSION_MISSING, BATCH_NOT_FOUND, BATCH_ALREADY_UNDONE, BATCH_CHANGED_SINCE
 */
export async function undoImport(context: Context, registers: Registers, batchId: number, reason: string): Promise<void> {
  requirePermission(context.actor, 'evidence.import');
  await undoBatch(context, registers, batchId, reason);
}
