import type { Context } from '../context.ts';
import { idInDistrict, nextRecordIds } from '../db/record-ids.ts';
import type { Transaction } from '../db/database.ts';
import { noteMoved } from '../db/moved-records.ts';
import { noteAbout } from '../facts/located-tables.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { aboutReferences } from './about-references.ts';
import { followHome } from './follow-home.ts';
import { deleteRows, insertRows, updateRows, type WholeRow } from './insert-rows.ts';
import { type HistoryAction, type HistoryMarks, writeHistory } from './record-history.ts';
import type { Registers } from './registers.ts';
import type { DivisionBook } from './resolve-divisions.ts';
import { refuseRunElsewhere } from './run-elsewhere.ts';
import { differingColumns, type RowContent, type StoredRow } from './stored-row.ts';
import { deleteFormerNames, rememberNames } from './write-former-names.ts';
import { deleteChildren, rewriteChildren } from './write-children.ts';

export interface Change {
  /** undefined: a new record */
  stored: StoredRow | undefined;
  next: RowContent;
  action: HistoryAction;
}

export interface WriteOptions extends HistoryMarks {
  /** marks new records as demonstration data */
  demonstration?: boolean;
  /** numbers already drawn for the new records */
  numbers?: readonly number[];
}

/** What the counters must be told. */
export interface Touched {
  districts: Set<number>;
  factSets: Set<string>;
  /** divisions of the records themselves, before and after */
  places: Set<number>;
  /** whether `places` are all; rows that follow a record or belong to it may lie elsewhere */
  knowsPlaces: boolean;
}

export function nothingTouched(): Touched {
  return { districts: new Set(), factSets: new Set(), places: new Set(), knowsPlaces: true };
}

/** Also beyond the divisions of the records themselves. */
export function touchDistricts(touched: Touched, districts: Iterable<number>): void {
  for (const district of districts) {
    touched.districts.add(district);
    touched.knowsPlaces = false;
  }
}

export function placesOf(touched: Touched): number[] | undefined {
  return touched.knowsPlaces ? [...touched.places] : undefined;
}

function touchRow(touched: Touched, { district, div }: { district: number; div: number }): void {
  touched.districts.add(district);
  touched.places.add(div);
}

function placesIn(changes: readonly Change[]): number[] {
  return changes.flatMap(({ stored, next }) => (stored ? [stored.div, next.div] : [next.div]));
}

function wholeRow(context: Context, { stored, next }: Change, id: number, options: WriteOptions): WholeRow {
  return {
    ...next,
    id,
    version: (stored?.version ?? 0) + 1,
    demonstration: stored?.demonstration ?? options.demonstration ?? false,
    created_at: stored?.created_at ?? context.now,
    created_by: stored?.created_by ?? context.actor.id,
    updated_at: context.now,
    updated_by: context.actor.id,
    import_batch_id: options.batchId ?? null,
  };
}

/**
 * Writes new and changed records with their history, child rows, former names and followers; a bounded number of
 * statements, whatever the number of records. The caller tells the counters and the audit trail once at the end.
 * @returns the ids, in the order of the changes
 */
export async function writeRecords(
  tx: Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  changes: readonly Change[],
  book: DivisionBook,
  options: WriteOptions,
  touched: Touched,
): Promise<number[]> {
  for (const { stored, next } of changes) for (const row of stored ? [stored, next] : [next]) touchRow(touched, row);
  if (changes.length > 0) for (const set of definition.factSets) touched.factSets.add(set);
  const created = changes.filter((change) => change.stored === undefined);
  const numbers = options.numbers ?? (created.length > 0 ? await nextRecordIds(tx, 0, created.length) : []);
  const newIds = created.map(({ next }, index) => idInDistrict(next.district, numbers[index] ?? 0));
  const idOf = new Map(created.map((change, index) => [change, newIds[index] ?? 0]));
  const rows = changes.map((change) => wholeRow(context, change, change.stored?.id ?? idOf.get(change) ?? 0, options));
  const updates = changes.flatMap(({ stored, next }) => (stored ? [{ stored, next }] : []));
  const far = new Set(updates.filter(({ stored, next }) => stored.district !== next.district).map(({ stored }) => stored.id));
  const fresh = new Set(newIds);
  const moved = updates.map(({ stored }) => stored).filter(({ id }) => far.has(id));
  const moves = rows.filter(({ id }) => far.has(id));
  const inserted = rows.filter(({ id }) => fresh.has(id) || far.has(id));
  const updated = rows.filter(({ id }) => !fresh.has(id) && !far.has(id));
  const history = changes.map((change, index) => historyOf(definition, change, rows[index]?.id ?? 0));
  // the first to be asked, so its refusal is the one that is told
  const isAllowed = refuseRunElsewhere(tx, context.actor.id, definition, placesIn(changes));
  const written = Promise.all([
    deleteRows(tx, definition.table, moved),
    insertRows(tx, definition, inserted),
    updateRows(tx, definition, updated),
    writeHistory(tx, context, definition.register, history, options),
    noteMoved(tx, moves),
    noteAbout(tx, rows, aboutReferences(definition)),
  ]);
  written.catch(() => undefined);
  await isAllowed;
  await written;
  await rememberNamesAndPlaces(tx, context, registers, definition, updates, touched);
  const childDistricts = await rewriteChildren(tx, definition, rows, (id) => fresh.has(id), book);
  touchDistricts(touched, childDistricts);
  return rows.map(({ id }) => id);
}

async function rememberNamesAndPlaces(
  tx: Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  updates: readonly { stored: StoredRow; next: RowContent }[],
  touched: Touched,
): Promise<void> {
  const sets = await followHome(tx, context, registers, definition, updates);
  for (const set of sets) {
    touched.factSets.add(set);
    touched.knowsPlaces = false;
  }
  await rememberNames(tx, context, definition, updates);
}

function historyOf(definition: SheetDefinition, { stored, next, action }: Change, recordId: number) {
  const names = stored
    ? differingColumns(definition, stored, next).flatMap((name) => (name.endsWith('_index') ? [name, name.replace(/_index$/, '_cipher')] : [name]))
    : [];
  const part = (row: RowContent) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  return {
    district: next.district,
    recordId,
    version: (stored?.version ?? 0) + 1,
    action,
    before: stored ? part(stored) : null,
    after: stored ? part(next) : null,
  };
}

/** Removes records with all that belongs to them; the whole row goes into the history. */
export async function removeRecords(
  tx: Transaction,
  context: Context,
  definition: SheetDefinition,
  rows: readonly StoredRow[],
  action: HistoryAction,
  marks: HistoryMarks,
  touched: Touched,
): Promise<void> {
  if (rows.length === 0) return;
  await refuseRunElsewhere(
    tx,
    context.actor.id,
    definition,
    rows.map(({ div }) => div),
  );
  const ids = rows.map(({ id }) => id);
  await deleteRows(tx, definition.table, rows);
  if (definition.formerNamesTable) await deleteFormerNames(tx, definition.formerNamesTable, rows);
  for (const child of definition.children ?? []) touchDistricts(touched, await deleteChildren(tx, child, ids));
  await writeHistory(
    tx,
    context,
    definition.register,
    rows.map((row) => ({ district: row.district, recordId: row.id, version: row.version + 1, action, before: row, after: null })),
    marks,
  );
  for (const row of rows) touchRow(touched, row);
  for (const set of definition.factSets) touched.factSets.add(set);
}
