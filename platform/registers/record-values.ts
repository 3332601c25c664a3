import { codeOf } from '#shared/division-code.ts';
import { maskIdNumber, maskPhone } from '../crypto/masking.ts';
import type { PersonalDataCipher } from '../crypto/personal-data-cipher.ts';
import { codeOfRecord } from '../db/record-ids.ts';
import type { ColumnDefinition, PersonalColumn, SheetDefinition } from '../imports/sheet.ts';
import { personalPurpose } from './merge-draft.ts';
import type { StoredRow } from './stored-row.ts';
import { isPersonal, snakeCase } from './table-layout.ts';

/** How outsiders see a field: divisions as 12-digit codes, booleans as such, lists as arrays. */
export type OutsideValue = string | number | boolean | string[] | null;

export interface ValueTerms {
  cipher: PersonalDataCipher;
  masked: boolean;
  /**
   * the home as it was recorded rather than today's: what a file needs to find the record again when a merge of divisions
   * brought two of one name together
   */
  asRecorded: boolean;
  /** present names of records referred to, by id */
  names: ReadonlyMap<number, string>;
}

/** One field of a stored record. */
export function outsideValue(definition: SheetDefinition, column: ColumnDefinition, row: StoredRow, terms: ValueTerms): OutsideValue {
  if (column.stored === false) return referredValue(definition, column, row, terms);
  if (column.type === 'recordCode') return codeOfRecord(row.id);
  if (isPersonal(column)) return personalValue(definition, column, row, terms);
  const value = column.type === 'division' && column.home ? homeOf(row, terms) : row[snakeCase(column.field)];
  if (value === null || value === undefined || isImpliedDivision(definition, column, row)) return null;
  if (column.type === 'division') return codeOf(Number(value));
  if (column.type === 'divisionList') return (value as number[]).map(codeOf);
  return value as OutsideValue;
}

function homeOf(row: StoredRow, { asRecorded }: ValueTerms): number {
  return asRecorded ? row.recorded_div : row.div;
}

/** A reference's two columns: the record's present name and where it lies, which is where this record lies. */
function referredValue(definition: SheetDefinition, column: ColumnDefinition, row: StoredRow, terms: ValueTerms): OutsideValue {
  const reference = definition.references?.find(({ nameField, divisionField }) => nameField === column.field || divisionField === column.field);
  if (!reference) return null;
  return column.type === 'division' ? codeOf(homeOf(row, terms)) : (terms.names.get(Number(row[snakeCase(reference.store)])) ?? null);
}

/** The division beside a code stays blank: the code says it. */
function isImpliedDivision(definition: SheetDefinition, column: ColumnDefinition, row: StoredRow): boolean {
  return definition.columns.some(
    (other) => other.type === 'divisionOrName' && other.divisionField === column.field && row[snakeCase(other.codeWhen.field)] === other.codeWhen.is,
  );
}

function personalValue(definition: SheetDefinition, column: PersonalColumn, row: StoredRow, { cipher, masked }: ValueTerms): OutsideValue {
  const stored = row[`${snakeCase(column.field)}_cipher`];
  if (typeof stored !== 'string') return null;
  const clear = cipher.decrypt(stored, personalPurpose(definition, column));
  if (!masked) return clear;
  return column.type === 'phone' ? maskPhone(clear) : maskIdNumber(clear);
}
