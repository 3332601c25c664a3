import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { isOneOf } from '../db/few.ts';
import { inFewest } from '../db/in-each.ts';
import { whereaboutsOf } from '../db/whereabouts.ts';
import { type AboutColumn, noteAbout } from '../facts/located-tables.ts';
import type { ChildRows, SheetDefinition } from '../imports/sheet.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import type { DivisionBook } from './resolve-divisions.ts';
import type { WholeRow } from './insert-rows.ts';
import { fieldValues } from './stored-row.ts';

/** Rewrites the child rows of changed records. @returns the districts of the rows before and after */
export async function rewriteChildren(
  tx: Transaction,
  definition: SheetDefinition,
  written: readonly WholeRow[],
  isNew: (id: number) => boolean,
  book: DivisionBook,
): Promise<number[]> {
  const touched: number[] = [];
  for (const child of definition.children ?? []) {
    touched.push(
      ...(await deleteChildren(
        tx,
        child,
        written.filter((row) => !isNew(row.id)).map((row) => row.id),
      )),
    );
    touched.push(...(await insertChildren(tx, definition, child, written, book)));
  }
  return touched;
}

/** Child rows lie at places of their own: the whereabouts of their record lead to them. */
export const aboutParent = ({ parentColumn }: ChildRows): AboutColumn[] => [{ column: parentColumn, kind: 'record' }];

/** @returns the districts of the rows that are gone */
export async function deleteChildren(tx: Transaction, child: ChildRows, parents: readonly number[]): Promise<number[]> {
  if (parents.length === 0) return [];
  const districts = await whereaboutsOf(tx, ...parents.map((key) => ({ kind: 'record', key }) as const));
  const gone = await inFewest(tx, districts, async (some) => {
    const { rows } = await sql<{ district: number }>`
      delete from ${sql.table(child.table)} where ${isOneOf(sql`district`, some, 'int')} and ${sql.ref(child.parentColumn)} = any(${[...parents]}::bigint[]) returning district`.execute(
      tx,
    );
    return rows;
  });
  return gone.map((row) => row.district);
}

async function insertChildren(
  tx: Transaction,
  definition: SheetDefinition,
  child: ChildRows,
  written: readonly WholeRow[],
  book: DivisionBook,
): Promise<number[]> {
  await learnDivisions(tx, definition, written, book);
  const todayOf = (key: number) => book.get(codeOf(key))?.key ?? key;
  const rows = written.flatMap((row) =>
    child.rowsOf(fieldValues(definition, row), todayOf).map((each) => ({
      ...each.values,
      [child.parentColumn]: row.id,
      district: districtOf(each.div),
      div: each.div,
      recorded_div: each.recordedDiv,
    })),
  );
  if (rows.length === 0) return [];
  const shape = [
    `${child.parentColumn} bigint`,
    'district int',
    'div bigint',
    'recorded_div bigint',
    ...Object.entries(child.columns).map(([name, type]) => `${name} ${type}`),
  ];
  const names = shape.map((column) => sql.ref(column.split(' ')[0] ?? ''));
  await sql`
    insert into ${sql.table(child.table)} (${sql.join(names)})
    select ${sql.join(names)} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(shape.join(', '))})`.execute(tx);
  await noteAbout(tx, rows, aboutParent(child));
  return rows.map((row) => row.district);
}

/** Division columns keep the key as recorded; child rows lie at today's. */
async function learnDivisions(tx: Transaction, definition: SheetDefinition, written: readonly WholeRow[], book: DivisionBook): Promise<void> {
  const fields = definition.columns
    .filter((column) => column.type === 'divisionList' || (column.type === 'division' && !column.home))
    .map((column) => column.field);
  const keys = written.flatMap((row) => {
    const values = fieldValues(definition, row);
    return fields.flatMap((field) => values[field] ?? []) as number[];
  });
  await book.learn(tx, keys.map(codeOf));
}
