import { refuse } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Transaction } from '../db/database.ts';
import { holdPlaces } from '../facts/hold-places.ts';
import { registerErrors } from './errors.ts';
import type { FormValues } from './record-form.ts';
import type { Registers } from './registers.ts';
import { releaseReferences } from './release-references.ts';
import { announce, definitionOf, lockRecord, type SavedRecord, updateRecord } from './save-record.ts';
import { nothingTouched, removeRecords } from './write-records.ts';

/**
 * Sets the end of a state (终止, 停用, 离岗 …), with a reason; the record stays and counts until the day before.
 * @param more further fields of the end, such as 终止原因 @throws RECORD_WITHOUT_END and those of an update
 */
export async function endRecord(
  context: Context,
  registers: Registers,
  register: string,
  id: number,
  version: number,
  endsOn: Day,
  reason: string,
  more: FormValues = {},
): Promise<SavedRecord> {
  const definition = definitionOf(registers, register);
  if (definition.ends === undefined) throw refuse(registerErrors.RECORD_WITHOUT_END, { sheet: definition.sheet });
  return updateRecord(context, registers, register, id, version, { ...more, [definition.ends]: endsOn }, reason);
}

/** Removes a record made by mistake, with a reason; its content stays in the history. @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE, RECORD_IN_USE */
export async function deleteRecord(context: Context, registers: Registers, register: string, id: number, version: number, reason: string): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    await deleteRecordIn(tx, context, registers, register, id, version, reason);
  });
}

/** The same within a wider act, which holds the places. */
export async function deleteRecordIn(
  tx: Transaction,
  context: Context,
  registers: Registers,
  register: string,
  id: number,
  version: number,
  reason: string,
): Promise<void> {
  const definition = definitionOf(registers, register);
  const stored = await lockRecord(tx, context, definition, id, version);
  await releaseReferences(tx, context, registers, definition, [id]);
  const touched = nothingTouched();
  await removeRecords(tx, context, definition, [stored], 'deleted', { reason }, touched);
  await announce(tx, context, definition, 'deleted', stored, touched, reason);
}
