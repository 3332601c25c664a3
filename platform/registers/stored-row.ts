import { sql, type RawBuilder } from 'kysely';
import type { KeyRange } from '#shared/division-code.ts';
import { inRange } from '../access/jurisdiction.ts';
import type { Database, Transaction } from '../db/database.ts';
import { inEach } from '../db/in-each.ts';
import { isOneOf } from '../db/few.ts';
import { findWhereTheyLie } from '../db/moved-records.ts';
import type { FieldValue, FieldValues, SheetDefinition } from '../imports/sheet.ts';
import { fieldColumns, once, snakeCase, storedColumns } from './table-layout.ts';

/** The columns of a register's table that the sheet fills, as the driver gives them: text, numbers, days, arrays. */
export interface RowContent {
  district: number;
  div: number;
  recorded_div: number;
  [column: string]: unknown;
}

export interface StoredRow extends RowContent {
  id: number;
  version: number;
  demonstration: boolean;
  created_at: Date;
  created_by: string;
}

/** Stands for personal data that is there but not decrypted. */
export const PERSONAL_MARK = '***';

const selectList = once((definition: SheetDefinition): RawBuilder<unknown> => {
  const names = [
    'id',
    'district',
    'div',
    'recorded_div',
    'version',
    'demonstration',
    'created_at',
    'created_by',
    ...storedColumns(definition).map(({ name }) => name),
  ];
  return sql.raw(names.map((name) => `t."${name}"`).join(', '));
});

const [DISTRICT, ID, NOTHING] = [sql`t.district`, sql`t.id`, sql``];

/** How rows are read by id. */
export interface ReadRows {
  /** until the transaction ends, because they are to be changed */
  lock?: boolean;
  /** those elsewhere are left out like absent ones; everywhere if it is not said */
  within?: KeyRange;
}

/** Rows by id, wherever they lie. */
export function readRows(tx: Database | Transaction, definition: SheetDefinition, ids: readonly number[], how: ReadRows = {}): Promise<Map<number, StoredRow>> {
  return findWhereTheyLie(tx, ids, (districts, wanted) => readRowsIn(tx, definition, districts, wanted, how));
}

/** Those of them that lie in these districts. */
export async function readRowsIn(
  tx: Database | Transaction,
  definition: SheetDefinition,
  districts: readonly number[],
  ids: readonly number[],
  { lock = false, within }: ReadRows,
): Promise<StoredRow[]> {
  const inside = within ? sql`and ${inRange(within, 't')}` : NOTHING;
  if (!lock) {
    const { rows } = await sql<StoredRow>`
      select ${selectList(definition)} from ${sql.table(definition.table)} t
      where ${isOneOf(DISTRICT, districts, 'int')} and ${isOneOf(ID, ids, 'bigint')} ${inside}`.execute(tx);
    return rows;
  }
  return inEach(districts, async (district) => {
    const { rows } = await sql<StoredRow>`
      select ${selectList(definition)} from ${sql.table(definition.table)} t
      where t.district = ${district} and ${isOneOf(ID, ids, 'bigint')} ${inside} order by t.id for update`.execute(tx);
    return rows;
  });
}

/** Rows that fulfil a condition on alias `t`, in the given order. @param from the register's table, unless only some of its rows are looked at */
export async function selectRows(
  tx: Database | Transaction,
  definition: SheetDefinition,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
  from: RawBuilder<unknown> = sql.table(definition.table),
): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`select ${selectList(definition)} from ${from} t where ${where} order by ${order} limit ${limit}`.execute(tx);
  return rows;
}

/** A copy with room for every field costs a fifth of one that grows field by field. */
const blankValues = once(
  (definition: SheetDefinition): Readonly<Record<string, FieldValue | undefined>> =>
    Object.fromEntries(['div', 'recordedDiv', ...fieldColumns(definition).map(({ field }) => field)].map((field) => [field, null])),
);

/** A row's content by field: what rules and derived rows see. */
export function fieldValues(definition: SheetDefinition, row: RowContent): Record<string, FieldValue | undefined> {
  const values: Record<string, FieldValue | undefined> = { ...blankValues(definition), div: row.div, recordedDiv: row.recorded_div };
  for (const { field, name, isMarked } of fieldColumns(definition)) {
    const value = row[name] ?? null;
    values[field] = isMarked && value !== null ? PERSONAL_MARK : (value as FieldValue);
  }
  return values satisfies FieldValues;
}

/** Names of the content columns in which two rows differ. An empty list equals none; the order within a list does not matter. */
export function differingColumns(definition: SheetDefinition, before: RowContent, after: RowContent): string[] {
  const names = ['div', 'recorded_div', ...storedColumns(definition).map(({ name }) => name)];
  // each encryption gives another text, so personal data is compared by its blind index
  return names.filter((name) => !name.endsWith('_cipher') && comparable(before[name]) !== comparable(after[name]));
}

/** What makes a record another: links that follow from a name alone (an organization made later) do not. */
export function changedColumns(definition: SheetDefinition, before: RowContent, after: RowContent): string[] {
  const links = (definition.references ?? []).filter(({ required }) => !required).map(({ store }) => snakeCase(store));
  return differingColumns(definition, before, after).filter((name) => !links.includes(name));
}

function comparable(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify([...value].sort());
  return JSON.stringify(value);
}
