import { sql } from 'kysely';
import { districtOf, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import { inTransaction, type Transaction } from '../db/database.ts';
import { inEach } from '../db/in-each.ts';
import { districtsOfRecords } from '../db/moved-records.ts';
import { holdPlaces } from '../facts/hold-places.ts';
import type { Registers } from '../registers/registers.ts';
import { releaseReferences } from '../registers/release-references.ts';
import { DivisionBook } from '../registers/resolve-divisions.ts';
import { readRows, type RowContent } from '../registers/stored-row.ts';
import { nothingTouched, placesOf, removeRecords, type Touched, writeRecords } from '../registers/write-records.ts';
import { importErrors } from './errors.ts';
import type { SheetDefinition } from './sheet.ts';

const GROUP = 1000;

interface Undo {
  tx: Transaction;
  context: Context;
  registers: Registers;
  book: DivisionBook;
  batchId: number;
  reason: string;
  touched: Touched;
}

/**
 * Takes a whole import back: new records go, changed ones get their former content, with history.
 * Refused as a whole when anybody changed or referred to one of its records since. The caller checks the permission.
 * @throws BATCH_NOT_FOUND, BATCH_ALREADY_UNDONE, BATCH_CHANGED_SINCE, RECORD_IN_USE
 */
export async function undoBatch(context: Context, registers: Registers, batchId: number, reason: string): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    await lockBatch(tx, context, batchId);
    const book = new DivisionBook(registers.resolveDivisions, context.today);
    const undo: Undo = { tx, context, registers, book, batchId, reason, touched: nothingTouched() };
    for (const definition of registers.inWritingOrder.toReversed()) await undoRegister(undo, definition);
    await sql`update import_batches set status = 'undone', undone_at = ${context.now.toISOString()}::timestamptz, undone_by = ${context.actor.id}, undone_reason = ${maskNumbersIn(reason)} where id = ${batchId}`.execute(
      tx,
    );
    await context.platform.facts.changed(tx, {
      sets: [...undo.touched.factSets],
      districts: [...undo.touched.districts].sort((one, other) => one - other),
      places: placesOf(undo.touched),
      today: context.today,
    });
    await audit(tx, context, {
      action: 'evidence.import-undone',
      subject: { type: 'import-batch', id: batchId, district: districtOf(context.actor.division) },
      details: { reason },
    });
  });
}

async function lockBatch(tx: Transaction, context: Context, batchId: number): Promise<void> {
  const { rows } = await sql<{
    status: string;
    jurisdiction: number;
  }>`select status, jurisdiction from import_batches where id = ${batchId} for update`.execute(tx);
  const [batch] = rows;
  if (!batch || !isWithin(batch.jurisdiction, context.actor.range)) throw refuse(importErrors.BATCH_NOT_FOUND);
  if (batch.status === 'undone') throw refuse(importErrors.BATCH_ALREADY_UNDONE);
}

interface Entry {
  record_id: number;
  version: number;
  before: Record<string, unknown> | null;
}

async function undoRegister(undo: Undo, definition: SheetDefinition): Promise<void> {
  await holdRecords(undo, definition);
  const { rows: entries } = await sql<Entry>`
    select record_id, version, before from record_versions where import_batch_id = ${undo.batchId} and register = ${definition.register} order by record_id`.execute(
    undo.tx,
  );
  await refuseChangedSince(undo, definition, entries);
  for (let start = 0; start < entries.length; start += GROUP) await undoGroup(undo, definition, entries.slice(start, start + GROUP));
}

/** First of all the records are locked: whoever is changing one now is waited for, and seen. */
async function holdRecords({ tx, batchId }: Undo, definition: SheetDefinition): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct record_id as id from record_versions where import_batch_id = ${batchId} and register = ${definition.register}`.execute(tx);
  const ids = rows.map(({ id }) => id);
  const districts = await districtsOfRecords(tx, ids);
  await inEach([...districts.values()], async (district) => {
    const here = ids.filter((id) => districts.get(id) === district);
    await sql`
      with held as (select t.id from ${sql.table(definition.table)} t where t.district = ${district} and t.id = any(${here}::bigint[]) order by t.id for update)
      select count(*) from held`.execute(tx);
    return [];
  });
}

/** Later versions mean that somebody went on from here, unless they belong to imports that were undone themselves. */
async function refuseChangedSince(undo: Undo, definition: SheetDefinition, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const asked = JSON.stringify(entries.map(({ record_id, version }) => ({ id: record_id, version })));
  const { rows } = await sql<{ count: number }>`
    select count(distinct e.id)::int as count from jsonb_to_recordset(${asked}::jsonb) as e(id bigint, version int)
    join record_versions v on v.register = ${definition.register} and v.record_id = e.id and v.version > e.version
    left join import_batches b on b.id = v.import_batch_id
    where v.action <> 'undone' and b.status is distinct from 'undone'`.execute(undo.tx);
  const count = rows[0]?.count ?? 0;
  if (count > 0) throw refuse(importErrors.BATCH_CHANGED_SINCE, { count, sheet: definition.sheet });
}

async function undoGroup(undo: Undo, definition: SheetDefinition, entries: readonly Entry[]): Promise<void> {
  const { tx, context, registers, book, reason, touched } = undo;
  const stored = await readRows(
    tx,
    definition,
    entries.map(({ record_id }) => record_id),
    { lock: true },
  );
  const created = entries.filter(({ before }) => before === null).flatMap(({ record_id }) => stored.get(record_id) ?? []);
  await releaseReferences(
    tx,
    context,
    registers,
    definition,
    created.map(({ id }) => id),
  );
  await removeRecords(tx, context, definition, created, 'undone', { reason }, touched);
  const changes = entries.flatMap(({ record_id, before }) => {
    const row = stored.get(record_id);
    if (!row || before === null) return [];
    const next: RowContent = { ...row, ...before };
    return [{ stored: row, next: { ...next, district: districtOf(next.div) }, action: 'undone' as const }];
  });
  await writeRecords(tx, context, registers, definition, changes, book, { reason }, touched);
}
