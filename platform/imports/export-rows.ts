import { type RawBuilder, sql } from 'kysely';
import type { WriteValue } from '#engines/documents/excel/sheet-spec.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { inRange } from '../access/jurisdiction.ts';
import type { PersonalDataCipher } from '../crypto/personal-data-cipher.ts';
import type { Transaction } from '../db/database.ts';
import { codeOfRecord } from '../db/record-ids.ts';
import { readReferredNames } from '../registers/read-referred-names.ts';
import { outsideValue, type OutsideValue } from '../registers/record-values.ts';
import type { Registers } from '../registers/registers.ts';
import { selectRows } from '../registers/stored-row.ts';
import type { SheetDefinition } from './sheet.ts';

const PAGE = 2000;

export interface ExportTerms {
  range: KeyRange;
  /** stars instead of ID numbers and phones, and 记录标识 as a last column */
  masked: boolean;
  /** further conditions on alias `t` */
  where?: RawBuilder<unknown>;
  /** told after every page of a register how many of its rows are done */
  onRows?: (sheet: string, rows: number) => void;
}

/** The rows of one register in the order of places, page by page. */
export async function* exportRows(
  tx: Transaction,
  registers: Registers,
  definition: SheetDefinition,
  cipher: PersonalDataCipher,
  terms: ExportTerms,
): AsyncGenerator<WriteValue[], void, undefined> {
  let last = { district: -1, div: -1, id: -1 };
  let done = 0;
  for (;;) {
    const only = terms.where ? sql`and ${terms.where}` : sql``;
    const after = sql`${inRange(terms.range, 't')} ${only} and (t.district, t.div, t.id) > (${last.district}::int, ${last.div}::bigint, ${last.id}::bigint)`;
    const rows = await selectRows(tx, definition, after, sql`t.district, t.div, t.id`, PAGE);
    const names = await readReferredNames(tx, registers, definition, rows, terms.range);
    for (const row of rows) {
      const values = definition.columns.map((column) =>
        cellValue(outsideValue(definition, column, row, { cipher, masked: terms.masked, asRecorded: true, names })),
      );
      yield terms.masked ? [...values, codeOfRecord(row.id)] : values;
    }
    done += rows.length;
    terms.onRows?.(definition.sheet, done);
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return;
    last = { district: end.district, div: end.div, id: end.id };
  }
}

function cellValue(value: OutsideValue): WriteValue {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'object' && value !== null ? value.join('、') : value;
}
