import type { DataClass } from '#shared/data-class.ts';
import { type Day, dayNumber } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { accessErrors } from '../access/errors.ts';
import { requirePermission } from '../access/jurisdiction.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db/database.ts';
import { dataClassOf, type PersonalColumn, type SheetDefinition } from '../imports/sheet.ts';
import { registerErrors } from './errors.ts';
import { personalPurpose } from './merge-draft.ts';
import { noteRevealed } from './note-revealed.ts';
import type { Registers } from './registers.ts';
import { definitionOf } from './save-record.ts';
import { readRows, type StoredRow } from './stored-row.ts';
import { isPersonal, snakeCase } from './table-layout.ts';

/** PIPL art. 28: whoever is younger is protected more strictly. */
const CHILD_YEARS = 14;

/**
 * The ID number and phone of one record in clear, for a stated reason; noted for the person concerned and in the audit trail.
 * @returns the numbers by field
 * @throws REGISTER_UNKNOWN, RECORD_NOT_FOUND, PERMISSION_MISSING, DATA_CLASS_MISSING, REVEAL_NOTHING, REVEAL_TOO_MANY
 */
export async function revealRecord(context: Context, registers: Registers, register: string, id: number, reason: string): Promise<Record<string, string>> {
  const definition = definitionOf(registers, register);
  requirePermission(context.actor, 'personal-data.reveal');
  return inTransaction(context.platform.db, async (tx) => {
    const row = (await readRows(tx, definition, [id], { within: context.actor.range })).get(id);
    if (!row) throw refuse(accessErrors.RECORD_NOT_FOUND);
    const values = decryptAll(context, definition, row);
    if (Object.keys(values).length === 0) throw refuse(registerErrors.REVEAL_NOTHING);
    const fields = Object.keys(values);
    const persons = fields.map((field) => String(row[`${snakeCase(field)}_index`]));
    await noteRevealed(tx, context, { register, id, district: row.district, div: row.div, persons, fields }, reason);
    return values;
  });
}

/** @throws DATA_CLASS_MISSING for a class of data that the post does not reach */
function decryptAll(context: Context, definition: SheetDefinition, row: StoredRow): Record<string, string> {
  const shown: [string, string][] = [];
  for (const column of definition.columns.filter(isPersonal)) {
    const stored = row[`${snakeCase(column.field)}_cipher`];
    if (typeof stored !== 'string') continue;
    const clear = context.platform.cipher.decrypt(stored, personalPurpose(definition, column));
    requirePermission(context.actor, 'personal-data.reveal', classOf(column, clear, context.today));
    shown.push([column.field, clear]);
  }
  return Object.fromEntries(shown);
}

/** A child's number is restricted, whatever its column says. */
function classOf(column: PersonalColumn, clear: string, today: Day): DataClass {
  return column.type === 'idNumber' && isChild(clear, today) ? 'restricted' : dataClassOf(column);
}

/** True until the fourteenth birthday of whoever has the ID number. */
export function isChild(idNumber: string, today: Day): boolean {
  const birth = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(idNumber);
  if (!birth) return false;
  const [, year, month, day] = birth;
  return dayNumber(today) < dayNumber(`${Number(year) + CHILD_YEARS}-${month}-${day}`);
}
