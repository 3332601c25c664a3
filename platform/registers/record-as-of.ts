import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { addDays } from '#shared/day.ts';
import { accessErrors } from '../access/errors.ts';
import type { Context } from '../context.ts';
import { refuse } from '#shared/errors.ts';
import { divisionNamesIn, type PresentedRecord, presentRecords } from './present-records.ts';
import type { Registers } from './registers.ts';
import { definitionOf } from './save-record.ts';
import { readRows, type StoredRow } from './stored-row.ts';

export interface RecordThen extends PresentedRecord {
  divisionNames: Record<string, string>;
}

/**
 * One record as the register had it at the end of a day in China: today's row with every later change taken back. Null for a
 * day before it was entered. Personal data masked, as always. @throws REGISTER_UNKNOWN, RECORD_NOT_FOUND
 */
export async function recordAsOf(context: Context, registers: Registers, register: string, id: number, day: Day): Promise<RecordThen | null> {
  const definition = definitionOf(registers, register);
  const { db } = context.platform;
  const now = (await readRows(db, definition, [id], { within: context.actor.range })).get(id);
  if (!now) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const { rows } = await sql<{ version: number; before: Record<string, unknown> | null }>`
    select version, before from record_versions
    where district = ${now.district} and register = ${register} and record_id = ${id} and changed_at >= (${addDays(day, 1)} || ' 00:00+08')::timestamptz
    order by version desc`.execute(db);
  let then: StoredRow = now;
  for (const { version, before } of rows) {
    if (before === null) return null;
    then = { ...then, ...before, version: version - 1 };
  }
  const [record] = await presentRecords(db, context, registers, definition, [then]);
  if (!record) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return { ...record, divisionNames: await divisionNamesIn(db, context, registers, definition, [record]) };
}
