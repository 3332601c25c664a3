import { codeOf } from '#shared/division-code.ts';
import { maskIdNumber, maskPhone } from '../crypto/masking.ts';
import type { PersonalDataCipher } from '../crypto/personal-data-cipher.ts';
import { codeOfRecord } from '../db/record-ids.ts';
import type { ColumnDefinition, PersonalColumn, SheetDefinition } from '../imports/sheet.ts';
import { personalPurpose } from './merge-draft.ts';
import type { StoredRow } from './stored-row.ts';
import { isPersonal, once, snakeCase } from './table-layout.ts';

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

/** How a field is read from a stored row: the same for every row, so it is worked out once for each column. */
type ReadField = (row: StoredRow, terms: ValueTerms) => OutsideValue;

const readersOf = once(
  (definition: SheetDefinition): ReadonlyMap<ColumnDefinition, ReadField> =>
    new Map(definition.columns.map((column) => [column, readerOf(definition, column)])),
);

/** One field of a stored record. */
export function outsideValue(definition: SheetDefinition, column: ColumnDefinition, row: StoredRow, terms: ValueTerms): OutsideValue {
  return (readersOf(definition).get(column) ?? readerOf(definition, column))(row, terms);
}

/** Every field, in the order of the sheet, and what their values are put into: a copy with room for all of them. */
const fieldsOf = once((definition: SheetDefinition) => {
  const fields = [...readersOf(definition)].map(([{ field }, read]) => ({ field, read }));
  const blank: Readonly<Record<string, OutsideValue>> = Object.fromEntries(fields.map(({ field }) => [field, null]));
  return { fields, blank };
});

/** Every field of a stored record, in the order of the sheet. */
export function outsideValues(definition: SheetDefinition, row: StoredRow, terms: ValueTerms): Record<string, OutsideValue> {
  const { fields, blank } = fieldsOf(definition);
  const values = { ...blank };
  for (const { field, read } of fields) values[field] = read(row, terms);
  return values;
}

function readerOf(definition: SheetDefinition, column: ColumnDefinition): ReadField {
  if (column.stored === false) return readReferred(definition, column);
  if (column.type === 'recordCode') return (row) => codeOfRecord(row.id);
  if (isPersonal(column)) return readPersonal(definition, column);
  const readStored = storedReader(column);
  const isImplied = impliedDivision(definition, column);
  return (row, terms) => (isImplied?.(row) ? null : readStored(row, terms));
}

function storedReader(column: ColumnDefinition): ReadField {
  if (column.type === 'division' && column.home) return (row, terms) => codeOf(homeOf(row, terms));
  const name = snakeCase(column.field);
  if (column.type === 'division') return (row) => (row[name] == null ? null : codeOf(Number(row[name])));
  if (column.type === 'divisionList') return (row) => (row[name] as number[] | null | undefined)?.map(codeOf) ?? null;
  return (row) => (row[name] ?? null) as OutsideValue;
}

function homeOf(row: StoredRow, { asRecorded }: ValueTerms): number {
  return asRecorded ? row.recorded_div : row.div;
}

/** A reference's two columns: the record's present name and where it lies, which is where this record lies. */
function readReferred({ references }: SheetDefinition, column: ColumnDefinition): ReadField {
  const reference = references?.find(({ nameField, divisionField }) => nameField === column.field || divisionField === column.field);
  if (!reference) return () => null;
  if (column.type === 'division') return (row, terms) => codeOf(homeOf(row, terms));
  const id = snakeCase(reference.store);
  return (row, { names }) => names.get(Number(row[id])) ?? null;
}

/** The division beside a code stays blank: the code says it. */
function impliedDivision({ columns }: SheetDefinition, column: ColumnDefinition): ((row: StoredRow) => boolean) | undefined {
  const codes = columns.filter((other) => other.type === 'divisionOrName' && other.divisionField === column.field);
  const whens = codes.flatMap((other) => (other.type === 'divisionOrName' ? [{ name: snakeCase(other.codeWhen.field), is: other.codeWhen.is }] : []));
  return whens.length === 0 ? undefined : (row) => whens.some(({ name, is }) => row[name] === is);
}

function readPersonal(definition: SheetDefinition, column: PersonalColumn): ReadField {
  const name = `${snakeCase(column.field)}_cipher`;
  const purpose = personalPurpose(definition, column);
  const mask = column.type === 'phone' ? maskPhone : maskIdNumber;
  return (row, { cipher, masked }) => {
    const stored = row[name];
    if (typeof stored !== 'string') return null;
    const clear = cipher.decrypt(stored, purpose);
    return masked ? mask(clear) : clear;
  };
}
