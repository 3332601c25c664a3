import { type RawBuilder, sql } from 'kysely';
import { onlyDistrict } from '#shared/division-code.ts';
import { inOneDistrict } from '../access/jurisdiction.ts';
import { columnText } from '../db/array-text.ts';
import type { Transaction } from '../db/database.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import type { RowContent } from './stored-row.ts';
import { searchTextOf } from '../search/search-text.ts';
import { once, snakeCase, storedColumns } from './table-layout.ts';

/** Follows from other columns, so it is in no form, file or history. */
const SEARCH_COLUMN = 'search_text';

interface ShapedColumn {
  name: string;
  type: string;
}

const PLACE: readonly ShapedColumn[] = [
  { name: 'id', type: 'bigint' },
  { name: 'district', type: 'int' },
  { name: 'div', type: 'bigint' },
  { name: 'recorded_div', type: 'bigint' },
];

/** Nearly always the same for all rows of a statement. */
const STAMP: readonly ShapedColumn[] = [
  { name: 'version', type: 'int' },
  { name: 'demonstration', type: 'boolean' },
  { name: 'created_at', type: 'timestamptz' },
  { name: 'created_by', type: 'text' },
  { name: 'updated_at', type: 'timestamptz' },
  { name: 'updated_by', type: 'text' },
  { name: 'import_batch_id', type: 'bigint' },
];

export interface WholeRow extends RowContent {
  id: number;
}

/** Worked out once: a list of forty columns is as much work as the rest of a statement. */
const shapeOf = once((definition: SheetDefinition) => {
  const own = storedColumns(definition).map(({ name, sqlType }) => ({ name, type: sqlType }));
  const columns: readonly ShapedColumn[] = [...PLACE, ...STAMP, ...own, ...(definition.searchFields ? [{ name: SEARCH_COLUMN, type: 'text' }] : [])];
  const names = sql.raw(columns.map(({ name }) => `"${name}"`).join(', '));
  return { columns, names, shape: sql.raw(columns.map(({ name, type }) => `${name} ${type}`).join(', ')) };
});

/** The text each row is found by; undefined where the register has none. */
function searchTexts(definition: SheetDefinition, rows: readonly WholeRow[]): string[] | undefined {
  const names = definition.searchFields?.map(snakeCase);
  return names && rows.map((row) => searchTextOf(names.map((name) => String(row[name] ?? ''))));
}

/** The rows as they are stored: with the text they are found by. */
function asStored(definition: SheetDefinition, rows: readonly WholeRow[]): readonly WholeRow[] {
  const texts = searchTexts(definition, rows);
  return texts ? rows.map((row, index) => ({ ...row, [SEARCH_COLUMN]: texts[index] })) : rows;
}

/** From so many rows on, a list for each column is quicker than a JSON document; below, one parameter is. */
const MANY = 20;

/** Whole rows in one statement, whatever their number. */
export async function insertRows(tx: Transaction, definition: SheetDefinition, rows: readonly WholeRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { names, shape } = shapeOf(definition);
  const source = rows.length < MANY ? fromDocument(shape, asStored(definition, rows)) : fromLists(definition, rows);
  await sql`insert into ${sql.table(definition.table)} (${names}) ${source}`.execute(tx);
}

function fromDocument(shape: RawBuilder<unknown>, rows: readonly WholeRow[]): RawBuilder<unknown> {
  return sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${shape})`;
}

function fromLists(definition: SheetDefinition, rows: readonly WholeRow[]): RawBuilder<unknown> {
  const { columns } = shapeOf(definition);
  const texts = searchTexts(definition, rows);
  const [first] = rows;
  const isAlike = rows.every((row) => STAMP.every(({ name }) => row[name] === first?.[name]));
  const listed = isAlike ? columns.filter((column) => !STAMP.includes(column)) : columns;
  const listOf = (name: string) => (name === SEARCH_COLUMN && texts ? texts : rows.map((row) => row[name]));
  const lists = listed.map(({ name, type }) => sql`${columnText(listOf(name))}::${sql.raw(type.endsWith('[]') ? 'text' : type)}[]`);
  const read = columns.map((column) => {
    const { name, type } = column;
    if (isAlike && STAMP.includes(column)) return sql`${first?.[name]}::${sql.raw(type)}`;
    return type.endsWith('[]') ? sql`r.${sql.ref(name)}::${sql.raw(type)}` : sql`r.${sql.ref(name)}`;
  });
  return sql`select ${sql.join(read)} from unnest(${sql.join(lists)}) as r (${sql.join(listed.map(({ name }) => sql.ref(name)))})`;
}

/**
 * New content, version and marks of rows that stay in their district.
 * @throws an error of code 40001 when somebody changed one of them since it was read
 */
export async function updateRows(tx: Transaction, definition: SheetDefinition, rows: readonly WholeRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { columns, shape } = shapeOf(definition);
  const district = onlyDistrict(rows.map((row) => row.district));
  const set = columns
    .filter(({ name }) => !['id', 'district', 'demonstration', 'created_at', 'created_by'].includes(name))
    .map(({ name }) => sql`${sql.ref(name)} = ${sql.ref(`r.${name}`)}`);
  const result = await sql`
    update ${sql.table(definition.table)} t set ${sql.join(set)}
    from jsonb_to_recordset(${JSON.stringify(asStored(definition, rows))}::jsonb) as r(${shape})
    where t.district = r.district and t.id = r.id and t.version = r.version - 1 ${inOneDistrict({ rows: 'r', district }, 't')}`.execute(tx);
  if (Number(result.numAffectedRows ?? 0) !== rows.length) throw Object.assign(new Error('a record was changed meanwhile'), { code: '40001' });
}

export async function deleteRows(tx: Transaction, table: string, rows: readonly { id: number; district: number }[]): Promise<void> {
  if (rows.length === 0) return;
  const districts = [...new Set(rows.map((row) => row.district))];
  await sql`delete from ${sql.table(table)} where district = any(${districts}::int[]) and id = any(${rows.map((row) => row.id)}::bigint[])`.execute(tx);
}
