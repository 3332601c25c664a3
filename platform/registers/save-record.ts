import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import { accessErrors } from '../access/errors.ts';
import { can, requirePermission } from '../access/jurisdiction.ts';
import { audit, type AuditEvent } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Transaction } from '../db/database.ts';
import { idInDistrict, nextRecordIds } from '../db/record-ids.ts';
import { holdPlaces, holdPlacesAndDraw } from '../facts/hold-places.ts';
import type { Problem, SheetDefinition } from '../imports/sheet.ts';
import { checkRecord } from './check-record.ts';
import type { Draft } from './draft.ts';
import { registerErrors } from './errors.ts';
import { findByKey } from './find-by-key.ts';
import { mergeDraft } from './merge-draft.ts';
import { readDraft } from './read-draft.ts';
import { readReferredNames } from './read-referred-names.ts';
import { cellOfForm, cellsOfNew, type FormValues } from './record-form.ts';
import { outsideValue } from './record-values.ts';
import type { Registers } from './registers.ts';
import { DivisionBook, resolveDraftDivisions } from './resolve-divisions.ts';
import { refuseOutside } from './refuse-outside.ts';
import { resolveDraftReferences } from './resolve-references.ts';
import { changedColumns, readRows, type RowContent, type StoredRow } from './stored-row.ts';
import { isPersonal } from './table-layout.ts';
import { type Change, nothingTouched, placesOf, type Touched, writeRecords } from './write-records.ts';

export interface SavedRecord {
  id: number;
  version: number;
  /** what the office should look at though it was saved */
  notices: Problem[];
}

/** @throws REGISTER_UNKNOWN */
export function definitionOf(registers: Registers, register: string): SheetDefinition {
  const definition = registers.byRegister.get(register);
  if (!definition) throw refuse(registerErrors.REGISTER_UNKNOWN, { register });
  return definition;
}

/** Records of people are for posts with that class of data. @throws DATA_CLASS_MISSING */
export function requireClass({ actor }: Context, { dataClass }: SheetDefinition, permission: 'evidence.read' | 'evidence.edit'): void {
  if (dataClass !== undefined && can(actor, permission)) requirePermission(actor, permission, dataClass);
}

/** The record, locked, if it lies in the jurisdiction. @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE */
export async function lockRecord(tx: Transaction, context: Context, definition: SheetDefinition, id: number, version: number): Promise<StoredRow> {
  requireClass(context, definition, 'evidence.edit');
  const row = (await readRows(tx, definition, [id], { lock: true, within: context.actor.range })).get(id);
  if (!row) throw refuse(accessErrors.RECORD_NOT_FOUND);
  if (row.version === version) return row;
  const { rows } = await sql<{ who: string; at: Date }>`
    select changed_by_name as who, changed_at as at from record_versions where district = ${row.district} and register = ${definition.register} and record_id = ${id} order by version desc limit 1`.execute(
    tx,
  );
  const when = rows[0] ? new Date(rows[0].at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : '';
  throw refuse(registerErrors.RECORD_VERSION_STALE, { who: rows[0]?.who ?? '其他人', when });
}

/** Tells the counters and the audit trail of a change made outside an import. The chain is locked behind the counters. */
export async function announce(
  tx: Transaction,
  context: Context,
  definition: SheetDefinition,
  action: string,
  row: { id: number; district: number },
  touched: Touched,
  reason?: string,
): Promise<void> {
  const change = {
    sets: [...touched.factSets],
    districts: [...touched.districts],
    places: placesOf(touched),
    added: action === 'created' ? [row.id] : undefined,
    today: context.today,
  };
  const finish = touched.factSets.size > 0 ? await context.platform.facts.begin(tx, change) : undefined;
  const entry: AuditEvent = {
    action: `record.${action}`,
    subject: { type: definition.register, id: row.id, district: row.district },
    details: reason === undefined ? {} : { reason },
  };
  await Promise.all([finish?.(), audit(tx, context, entry)]);
}

/** A record that is an act of its own. @throws RECORD_INVALID, RECORD_KEY_TAKEN */
export async function createRecord(context: Context, registers: Registers, register: string, values: FormValues): Promise<SavedRecord> {
  const definition = definitionOf(registers, register);
  const draft = draftOfNew(context, definition, values);
  return inTransaction(context.platform.db, async (tx) => {
    // what is asked first goes right behind
    const ahead = Promise.all([holdPlacesAndDraw(tx), context.platform.facts.lookAhead(tx)]);
    const [[number], judged] = await Promise.all([ahead, judge(tx, context, registers, definition, draft, undefined)]);
    const isFree = refuseTakenKey(tx, context, definition, draft, undefined);
    const saved = write(tx, context, registers, definition, judged, { numbers: [number] });
    saved.catch(() => undefined);
    await isFree;
    return saved;
  });
}

function draftOfNew(context: Context, definition: SheetDefinition, values: FormValues): Draft {
  requireClass(context, definition, 'evidence.edit');
  return readDraft(definition, cellsOfNew(values), context.today);
}

/** The same within a wider act, which holds the places and writes its own audit entry after. @throws RECORD_INVALID, RECORD_KEY_TAKEN */
export async function createRecordIn(
  tx: Transaction,
  context: Context,
  registers: Registers,
  register: string,
  values: FormValues,
  reason?: string,
): Promise<SavedRecord> {
  const definition = definitionOf(registers, register);
  return save(tx, context, registers, definition, draftOfNew(context, definition, values), undefined, reason);
}

/**
 * Changes the given fields; the others stay.
 * @param version as the form had it @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE, RECORD_INVALID, RECORD_KEY_TAKEN
 */
export async function updateRecord(
  context: Context,
  registers: Registers,
  register: string,
  id: number,
  version: number,
  values: FormValues,
  reason?: string,
): Promise<SavedRecord> {
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    return updateRecordIn(tx, context, registers, register, { id, version }, values, reason);
  });
}

/** The same within a wider act, which holds the places and writes its own audit entry after. @throws as `updateRecord` */
export async function updateRecordIn(
  tx: Transaction,
  context: Context,
  registers: Registers,
  register: string,
  { id, version }: { id: number; version: number },
  values: FormValues,
  reason?: string,
): Promise<SavedRecord> {
  const definition = definitionOf(registers, register);
  const stored = await lockRecord(tx, context, definition, id, version);
  const draft = await draftOfUpdate(tx, context, registers, definition, stored, values);
  return save(tx, context, registers, definition, draft, stored, reason);
}

/** The whole record with the changes laid over it, so that rules and keys see everything. Personal data that is not given stays encrypted. */
async function draftOfUpdate(
  tx: Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  stored: StoredRow,
  values: FormValues,
): Promise<Draft> {
  const names = await readReferredNames(tx, registers, definition, [stored], context.actor.range);
  const terms = { cipher: context.platform.cipher, masked: true, asRecorded: true, names };
  return readDraft(
    definition,
    (column) => {
      if (column.type === 'recordCode') return undefined;
      const given = values[column.field];
      if (given !== undefined) return cellOfForm(column, given, false);
      return isPersonal(column) ? undefined : cellOfForm(column, outsideValue(definition, column, stored, terms), true);
    },
    context.today,
  );
}

async function save(
  tx: Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  draft: Draft,
  stored: StoredRow | undefined,
  reason: string | undefined,
): Promise<SavedRecord> {
  const judged = await judge(tx, context, registers, definition, draft, stored);
  const [, numbers] = await Promise.all([refuseTakenKey(tx, context, definition, draft, stored), stored ? [] : nextRecordIds(tx, 0, 1)]);
  const { merged, notices } = judged;
  if (stored && changedColumns(definition, stored, merged).length === 0) return { id: stored.id, version: stored.version, notices };
  return write(tx, context, registers, definition, judged, { numbers, reason });
}

/** A record that may be written, unless its key is taken. */
interface Judged {
  stored: StoredRow | undefined;
  merged: RowContent;
  book: DivisionBook;
  notices: Problem[];
}

/** @throws RECORD_INVALID */
async function judge(
  tx: Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  draft: Draft,
  stored: StoredRow | undefined,
): Promise<Judged> {
  const book = new DivisionBook(registers.resolveDivisions, context.today);
  await resolveDraftDivisions(tx, book, definition, [draft]);
  refuseOutside(definition, [draft], context.actor);
  await resolveDraftReferences(tx, registers, definition, [draft], () => false, context.actor.range);
  const merged = mergeDraft(definition, draft, stored, context.platform.cipher);
  draft.problems.push(...checkRecord({ definition, draft, stored, merged, actor: context.actor, today: context.today }));
  refuseFindings(draft.problems);
  if (!merged) throw new Error(`${definition.register}: a checked record has no place`);
  return { stored, merged, book, notices: draft.problems.filter(({ severity }) => severity === 'notice') };
}

/** The row, its history, the counters and the entry of the trail; counters are told right behind the row unless rows of its own come between. */
async function write(
  tx: Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  { stored, merged, book, notices }: Judged,
  { numbers, reason }: { numbers: readonly number[]; reason?: string | undefined },
): Promise<SavedRecord> {
  const change: Change = { stored, next: merged, action: stored ? 'updated' : 'created' };
  const id = stored?.id ?? idInDistrict(merged.district, numbers[0] ?? 0);
  const touched = nothingTouched();
  const written = writeRecords(tx, context, registers, definition, [change], book, { reason: reason ?? null, numbers }, touched);
  if (stored || definition.children) await written;
  const announced = announce(tx, context, definition, change.action, { id, district: merged.district }, touched, reason);
  announced.catch(() => undefined);
  await written;
  await announced;
  return { id, version: (stored?.version ?? 0) + 1, notices };
}

function refuseFindings(problems: readonly Problem[]): void {
  const findings = problems.filter(({ severity }) => severity === 'finding');
  const [first] = findings;
  if (!first) return;
  const fields = findings.map(({ field, message, suggestion }) => ({ path: `values.${field}`, message: `${message}${suggestion}` }));
  throw refuse(registerErrors.RECORD_INVALID, { count: findings.length, first: first.message }, fields);
}

async function refuseTakenKey(tx: Transaction, context: Context, definition: SheetDefinition, draft: Draft, stored: StoredRow | undefined): Promise<void> {
  const [match] = await findByKey(tx, definition, [draft], context.platform.cipher);
  const taken = match === 'ambiguous' || (match?.strength === 'exact' && match.id !== stored?.id);
  if (taken) throw refuse(registerErrors.RECORD_KEY_TAKEN, { sheet: definition.sheet });
}
