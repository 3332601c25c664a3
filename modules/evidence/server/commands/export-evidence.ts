import { sql } from 'kysely';
import { can, inRange, intersect, requirePermission } from '#platform/access/jurisdiction.ts';
import { splitByDistrict } from '#platform/access/split-by-district.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { isDistributed } from '#platform/db/is-distributed.ts';
import { importErrors } from '#platform/imports/errors.ts';
import { exportWorkbook } from '#platform/imports/export-workbook.ts';
import type { WorkProgress } from '#platform/imports/work-under-way.ts';
import { noteExported } from '#platform/registers/personal-data-views.ts';
import { gatheredReadingsSoFar } from '#platform/replica/gathered-readings.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { codeOf, districtOf, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';

export interface ExportOptions {
  /** a code; without it the actor's whole jurisdiction */
  division?: string;
  /** stars instead of ID numbers and phones even for those who may see them */
  masked?: boolean;
  /** what the clear numbers are needed for; asked unless masked */
  reason?: string;
  onProgress?: (progress: WorkProgress) => void;
}

/**
 * Exports the registers as the evidence workbook, importable again without change. ID numbers and phones are in clear only
 * with `personal-data.export` and a reason; every export is audited before the first byte.
 * @throws PERMISSION_MISSING, EXPORT_REASON_MISSING, EXPORT_DIVISION_UNKNOWN
 */
export async function exportEvidence(
  context: Context,
  registers: Registers,
  options: ExportOptions = {},
): Promise<AsyncGenerator<Uint8Array, void, undefined>> {
  requirePermission(context.actor, 'evidence.export');
  const masked = options.masked === true || !can(context.actor, 'personal-data.export', 'personal');
  const reason = options.reason?.trim() ?? '';
  if (!masked && reason === '') throw refuse(importErrors.EXPORT_REASON_MISSING);
  const range = await rangeAsked(context, registers, options.division);
  await inTransaction(context.platform.db, async (tx) => {
    let shown = 0;
    // one statement for each register, or of each of its shards
    const parts = masked ? [] : (await isDistributed(tx)) ? await splitByDistrict(tx, range) : [range];
    for (const definition of registers.definitions) for (const part of parts) shown += await noteExported(tx, context, definition, part, reason);
    await audit(tx, context, {
      action: 'evidence.exported',
      subject: { type: 'evidence', id: codeOf(range.from), district: districtOf(context.actor.division) },
      details: { masked, reason, division: options.division ?? codeOf(context.actor.division), ...(masked ? {} : { shown }) },
    });
  });
  const { onProgress } = options;
  // so that nobody is shown who was erased before it was noted who is shown
  const readings = await gatheredReadingsSoFar(context);
  if (!onProgress) return exportWorkbook(readings, registers, { range, masked });
  const allRows = await countRows(readings, registers, range);
  return exportWorkbook(readings, registers, { range, masked, onRows: (sheet, rows) => onProgress({ sheet, stage: 'exporting', rows, allRows }) });
}

async function countRows(context: Context, registers: Registers, range: KeyRange): Promise<number> {
  let all = 0;
  for (const { table } of registers.definitions) {
    const { rows } = await sql<{ count: string }>`select count(*) as count from ${sql.table(table)} t where ${inRange(range, 't')}`.execute(
      context.platform.db,
    );
    all += Number(rows[0]?.count ?? 0);
  }
  return all;
}

async function rangeAsked(context: Context, registers: Registers, code: string | undefined): Promise<KeyRange> {
  if (code === undefined) return context.actor.range;
  const full = code.trim().padEnd(12, '0');
  const division = (await registers.resolveDivisions(context.platform.db, [full], context.today)).get(full);
  const range = division && intersect(context.actor.range, rangeOf(division.key, division.level));
  if (!range || range.from === range.to) throw refuse(importErrors.EXPORT_DIVISION_UNKNOWN, { code });
  return range;
}
