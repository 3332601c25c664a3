import type { EncryptedColumn } from '../crypto/encrypted-columns.ts';
import { personalPurpose } from './merge-draft.ts';
import type { Registers } from './registers.ts';
import { isPersonal, snakeCase } from './table-layout.ts';

/** The numbers of all registers. */
export function encryptedColumnsOf(registers: Registers): EncryptedColumn[] {
  return registers.all.flatMap((definition) =>
    definition.columns
      .filter(isPersonal)
      .map((column) => ({ table: definition.table, id: 'id', column: `${snakeCase(column.field)}_cipher`, purpose: personalPurpose(definition, column) })),
  );
}
