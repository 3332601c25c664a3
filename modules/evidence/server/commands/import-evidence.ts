import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type ImportOptions, type ImportOutcome, importWorkbook, type WorkbookInput } from '#platform/imports/import-workbook.ts';
import type { Registers } from '#platform/registers/registers.ts';

/**
 * Brings an evidence workbook in: `wotu import` and the import screen. Rows outside the actor's jurisdiction are findings.
 * @returns counts, findings and notices; `error` when the workbook was refused whole
 * @throws PERMISSION_MISSING
 */
export async function importEvidence(context: Context, registers: Registers, input: WorkbookInput, options: ImportOptions = {}): Promise<ImportOutcome> {
  requirePermission(context.actor, 'evidence.import');
  return importWorkbook(context, registers, input, options);
}
