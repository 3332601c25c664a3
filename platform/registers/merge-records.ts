import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Transaction } from '../db/database.ts';
import { noteWhereabouts, whereaboutsOf } from '../db/whereabouts.ts';
import { holdPlaces } from '../facts/hold-places.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { registerErrors } from './errors.ts';
import { carryWithRecord } from './follow-home.ts';
import { moveReferrers } from './move-referrers.ts';
import type { Registers } from './registers.ts';
import { DivisionBook } from './resolve-divisions.ts';
import { announce, definitionOf, lockRecord, type SavedRecord } from './save-record.ts';
import type { RowContent, StoredRow } from './stored-row.ts';
import { snakeCase, storedColumns } from './table-layout.ts';
import { nothingTouched, removeRecords, writeRecords } from './write-records.ts';

export interface MergeInput {
  keep: { id: number; version: number };
  remove: { id: number; version: number };
  reason: string;
  /** what else follows, before anything of a register moves; in the same transaction, both records locked */
  follow?: (tx: Transaction, removed: StoredRow, kept: StoredRow) => Promise<void>;
}

/**
 * Makes one record of two: what the kept one lacks is taken from the other, whose name becomes a former name and whose
 * dependants follow. Both histories stay.
 * @throws RECORDS_NOT_MERGEABLE, RECORD_NOT_FOUND, RECORD_VERSION_STALE
 */
export async function mergeRecords(
  context: Context,
  registers: Registers,
  register: string,
  { keep, remove, reason, follow }: MergeInput,
): Promise<Omit<SavedRecord, 'notices'>> {
  const definition = definitionOf(registers, register);
  if (keep.id === remove.id) throw refuse(registerErrors.RECORDS_NOT_MERGEABLE);
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    // in order of id, so that two who merge them opposite ways do not wait for each other
    const [first, second] = keep.id < remove.id ? [keep, remove] : [remove, keep];
    const rows = [await lockRecord(tx, context, definition, first.id, first.version), await lockRecord(tx, context, definition, second.id, second.version)];
    const [kept, removed] = [rows.find(({ id }) => id === keep.id), rows.find(({ id }) => id === remove.id)];
    if (!kept || !removed) throw new Error('two locked records are two');
    const touched = nothingTouched();
    await follow?.(tx, removed, kept);
    await moveReferrers(tx, context, registers, definition, removed, kept, touched);
    await carryTogether(tx, context, definition, removed, kept);
    const former = await namesOf(tx, definition, removed);
    await removeRecords(tx, context, definition, [removed], 'merged', { reason }, touched);
    const book = new DivisionBook(registers.resolveDivisions, context.today);
    await writeRecords(
      tx,
      context,
      registers,
      definition,
      [{ stored: kept, next: filledFrom(definition, kept, removed), action: 'merged' }],
      book,
      { reason },
      touched,
    );
    await addFormerNames(tx, context, definition, kept, former);
    await announce(tx, context, definition, 'merged', kept, touched, reason);
    return { id: kept.id, version: kept.version + 1 };
  });
}

/** What lay with the removed one lies with the kept one now; what stayed where it was is looked for there too. */
async function carryTogether(tx: Transaction, { platform }: Context, definition: SheetDefinition, removed: StoredRow, kept: StoredRow): Promise<void> {
  await carryWithRecord(tx, platform.facts.tables, definition, [{ stored: { id: kept.id, district: removed.district }, next: kept }]);
  const districts = await whereaboutsOf(tx, { kind: 'record', key: removed.id });
  await noteWhereabouts(
    tx,
    [...districts, removed.district].map((district) => ({ kind: 'record', key: kept.id, district })),
  );
}

function filledFrom(definition: SheetDefinition, kept: StoredRow, removed: StoredRow): RowContent {
  const next: RowContent = { ...kept };
  const lacks = (value: unknown) => value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  const ends = definition.ends === undefined ? undefined : snakeCase(definition.ends);
  for (const { name } of storedColumns(definition)) if (lacks(next[name]) && name !== ends) next[name] = removed[name] ?? next[name];
  return next;
}

async function namesOf(tx: Transaction, definition: SheetDefinition, row: StoredRow): Promise<string[]> {
  if (!definition.formerNamesTable || !definition.nameField) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(definition.formerNamesTable)} where district = ${row.district} and record_id = ${row.id}`.execute(tx);
  return [String(row[snakeCase(definition.nameField)]), ...rows.map(({ name }) => name)];
}

async function addFormerNames(tx: Transaction, context: Context, definition: SheetDefinition, kept: StoredRow, names: readonly string[]): Promise<void> {
  if (!definition.formerNamesTable || !definition.nameField) return;
  const others = names.filter((name) => name !== kept[snakeCase(definition.nameField ?? '')]);
  await sql`insert into ${sql.table(definition.formerNamesTable)} (district, record_id, name, until_on)
    select ${kept.district}, ${kept.id}, name, ${context.today}::date from unnest(${others}::text[]) as name on conflict do nothing`.execute(tx);
}
