import { type RawBuilder, sql } from 'kysely';
import { writeWorkbook } from '#engines/documents/excel/write-workbook.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { ownPlans } from '#platform/db/own-plans.ts';
import { columnSpec } from '#platform/imports/describe-columns.ts';
import { gatheredReadings, readGatheredIn } from '#platform/replica/gathered-readings.ts';
import { exportRows } from '#platform/imports/export-rows.ts';
import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { conditionsOf, type RecordQuery } from '#platform/registers/list-records.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { definitionOf, requireClass } from '#platform/registers/save-record.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { evidenceErrors } from '../../contract/errors.ts';

const MOST = 50_000;

/**
 * What a list shows, all pages of it, as one sheet with the columns of the evidence workbook; ID numbers and phones masked always.
 * @throws LIST_TOO_LONG and those of the list
 */
export async function exportList(
  context: Context,
  registers: Registers,
  register: string,
  query: Omit<RecordQuery, 'limit' | 'cursor' | 'withTotal'>,
): Promise<{ name: string; bytes: Buffer }> {
  requirePermission(context.actor, 'evidence.export');
  const definition = definitionOf(registers, register);
  requireClass(context, definition, 'evidence.read');
  const where = sql.join(await conditionsOf(gatheredReadings(context), registers, definition, query), sql` and `);
  const bytes = await inTransaction(context.platform.db, async (tx) => {
    const { written, count } = await readGatheredIn(context, tx, (reading) => writeList(context, registers, definition, { tx: reading, where }));
    await audit(tx, context, {
      action: 'evidence.exported',
      subject: { type: register, id: 0, district: districtOf(context.actor.division) },
      details: { masked: true, count },
    });
    return written;
  });
  return { name: definition.sheet, bytes };
}

async function writeList(
  { actor, platform }: Context,
  registers: Registers,
  definition: SheetDefinition,
  { tx, where }: { tx: Transaction; where: RawBuilder<unknown> },
): Promise<{ written: Buffer; count: number }> {
  const planned = ownPlans(tx);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(definition.table)} t where ${where}`.execute(planned);
  const count = rows[0]?.count ?? 0;
  if (count > MOST) throw refuse(evidenceErrors.LIST_TOO_LONG, { count, most: MOST });
  const columns = [...definition.columns.map(columnSpec), { heading: '记录标识', kind: 'text' as const }];
  const data = exportRows(planned, registers, definition, platform.cipher, { range: actor.range, masked: true, where });
  return { written: Buffer.concat(await Array.fromAsync(writeWorkbook([{ name: definition.sheet, columns, rows: data }]))), count };
}
