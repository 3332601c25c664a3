import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import type { RowContent } from './stored-row.ts';
import { searchTextOf } from '../search/search-text.ts';
import { snakeCase, storedColumns } from './table-layout.ts';

/** Follows from other columns, so it is in no form, file or history. */
const SEARCH_COLUMN = 'search_text';

const COMMON = [
  'id bigint',
  'district int',
  'div bigint',
  'recorded_div bigint',
  'version int',
  'demonstration boolean',
  'created_at timestamptz',
  'created_by text',
  'updated_at timestamptz',
  'updated_by text',
  'import_batch_id bigint',
];

export interface WholeRow extends RowContent {
  id: number;
}

function shapeOf(definition: SheetDefinition): { name: string; shape: string }[] {
  const own = storedColumns(definition).map(({ name, sqlType }) => ({ name, shape: `${name} ${sqlType}` }));
  const search = definition.searchFields ? [{ name: SEARCH_COLUMN, shape: `${SEARCH_COLUMN} text` }] : [];
  return [...COMMON.map((shape) => ({ name: shape.split(' ')[0] ?? '', shape })), ...own, ...search];
}

/** The rows as they are stored: with the text they are found by, where the register has one. */
function asStored(definition: SheetDefinition, rows: readonly WholeRow[]): readonly WholeRow[] {
  const names = definition.searchFields?.map(snakeCase);
  if (!names) return rows;
  return rows.map((row) => ({ ...row, [SEARCH_COLUMN]: searchTextOf(names.map((name) => String(row[name] ?? ''))) }));
}

/** Whole rows in one statement, whatever their number. */
export async function insertRows(tx: Transaction, definition: SheetDefinition, rows: readonly WholeRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = shapeOf(definition);
  await sql`
    insert into ${sql.table(definition.table)} (${sql.join(columns.map(({ name }) => sql.ref(name)))})
    select * from jsonb_to_recordset(${JSON.stringify(asStored(definition, rows))}::jsonb) as r(${sql.raw(columns.map(({ shape }) => shape).join(', '))})`.execute(
    tx,
  );
}

/**
 * New content, version and marks of rows that stay in their district.
 * @throws an error of code 40001 when somebody changed one of them since it was read
 */
export async function updateRows(tx: Transaction, definition: SheetDefinition, rows: readonly WholeRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = shapeOf(definition);
  const set = columns
    .filter(({ name }) => !['id', 'district', 'demonstration', 'created_at', 'created_by'].includes(name))
    .map(({ name }) => sql`${sql.ref(name)} = ${sql.ref(`r.${name}`)}`);
  const result = await sql`
    update ${sql.table(definition.table)} t set ${sql.join(set)}
    from jsonb_to_recordset(${JSON.stringify(asStored(definition, rows))}::jsonb) as r(${sql.raw(columns.map(({ shape }) => shape).join(', '))})
    where t.district = r.district and t.id = r.id and t.version = r.version - 1`.execute(tx);
  if (Number(result.numAffectedRows ?? 0) !== rows.length) throw Object.assign(new Error('a record was changed meanwhile'), { code: '40001' });
}

export async function deleteRows(tx: Transaction, table: string, rows: readonly { id: number; district: number }[]): Promise<void> {
  if (rows.length === 0) return;
  const districts = [...new Set(rows.map((row) => row.district))];
  await sql`delete from ${sql.table(table)} where district = any(${districts}::int[]) and id = any(${rows.map((row) => row.id)}::bigint[])`.execute(tx);
}
