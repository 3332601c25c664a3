import { sql } from 'kysely';
import { districtOf } from '#shared/division-code.ts';
import type { Transaction } from '../db/database.ts';
import { nextRecordIds } from '../db/record-ids.ts';
import { aboutReferences } from '../registers/about-references.ts';
import { noteAbout } from '../facts/located-tables.ts';
import { insertRows } from '../registers/insert-rows.ts';
import { refuseRunElsewhere } from '../registers/run-elsewhere.ts';
import { aboutParent } from '../registers/write-children.ts';
import { snakeCase } from '../registers/table-layout.ts';
import type { ChildRows, FieldValue, FieldValues, SheetDefinition } from './sheet.ts';

/** New records of one register, already clean. Division fields are keys; a reference is given by its name and division. */
export interface NewRecords {
  sheet: SheetDefinition;
  rows: readonly FieldValues[];
}

export interface InsertOptions {
  actor: string;
  now: Date;
  /** marks the rows as demonstration data */
  demonstration: boolean;
}

export interface Inserted {
  /** register → number of records */
  counts: Record<string, number>;
  /** for the counters: what was touched where */
  sets: string[];
  districts: number[];
}

const BATCH = 4000;

/**
 * Inserts many new records of several registers set-based, in the order given: a register before those that refer to it.
 * References are found among the records of the same call. Without history and without personal data: it serves
 * demonstration data and the bench, not people's work.
 * @throws RECORD_RUN_ELSEWHERE; Error for a required reference that is not found, or a field the sheet does not know
 */
export async function insertRecords(tx: Transaction, batches: readonly NewRecords[], options: InsertOptions): Promise<Inserted> {
  const known = new Map<string, NameIndex>();
  const inserted: Inserted = { counts: {}, sets: [], districts: [] };
  const districts = new Set<number>();
  for (const { sheet, rows } of batches) {
    const records = await identify(tx, sheet, rows, known);
    for (let start = 0; start < records.length; start += BATCH) await insertBatch(tx, sheet, records.slice(start, start + BATCH), options, districts);
    if (sheet.nameField) known.set(sheet.register, indexNames(records, sheet.nameField));
    inserted.counts[sheet.register] = records.length;
    if (records.length > 0) inserted.sets.push(...sheet.factSets);
  }
  return { ...inserted, districts: [...districts] };
}

interface IdentifiedRecord {
  id: number;
  div: number;
  values: FieldValues;
}

/** Records by name: in exactly one division, and in one district. */
interface NameIndex {
  inDivision: Map<string, IdentifiedRecord>;
  inDistrict: Map<string, IdentifiedRecord[]>;
}

function indexNames(records: readonly IdentifiedRecord[], nameField: string): NameIndex {
  return {
    inDivision: new Map(records.map((record) => [`${record.div}|${record.values[nameField]}`, record])),
    inDistrict: Map.groupBy(records, (record) => `${districtOf(record.div)}|${record.values[nameField]}`),
  };
}

/** Gives each row its id and its home, and its references their ids. */
async function identify(
  tx: Transaction,
  sheet: SheetDefinition,
  rows: readonly FieldValues[],
  known: ReadonlyMap<string, NameIndex>,
): Promise<IdentifiedRecord[]> {
  if (rows.length === 0) return [];
  const numbers = await nextRecordIds(tx, 0, rows.length);
  const home = sheet.columns.find((column) => column.type === 'division' && column.home)?.field;
  return rows.map((row, index) => {
    const values: Record<string, FieldValue | undefined> = { ...row };
    let div = home ? Number(row[home]) : undefined;
    for (const reference of sheet.references ?? []) {
      const found = findReferred(row, reference, known.get(reference.register));
      if (!found && reference.required)
        throw new Error(`${sheet.sheet}: nothing named ${String(row[reference.nameField])} in ${String(row[reference.divisionField])}`);
      values[reference.store] = found?.id ?? null;
      if (sheet.homedBy === reference.store) div = found?.div;
    }
    if (div === undefined || !Number.isInteger(div)) throw new Error(`${sheet.sheet}: a record without a home`);
    return { id: districtOf(div) * 1e9 + (numbers[index] ?? 0), div, values };
  });
}

function findReferred(
  row: FieldValues,
  reference: NonNullable<SheetDefinition['references']>[number],
  index: NameIndex | undefined,
): IdentifiedRecord | undefined {
  const name = row[reference.nameField];
  const division = Number(row[reference.divisionField]);
  if (name === undefined || name === null || !index) return undefined;
  const exact = index.inDivision.get(`${division}|${String(name)}`);
  if (exact || reference.within === 'division') return exact;
  const namesakes = index.inDistrict.get(`${districtOf(division)}|${String(name)}`) ?? [];
  return namesakes.length === 1 ? namesakes[0] : undefined;
}

async function insertBatch(
  tx: Transaction,
  sheet: SheetDefinition,
  records: readonly IdentifiedRecord[],
  options: InsertOptions,
  districts: Set<number>,
): Promise<void> {
  const { demonstration, actor, now } = options;
  const stamp = { version: 1, demonstration, created_at: now, created_by: actor, updated_at: now, updated_by: actor, import_batch_id: null };
  const rows = records.map(({ id, div, values }) => ({ ...columnsOf(values), ...stamp, id, district: districtOf(div), div, recorded_div: div }));
  await refuseRunElsewhere(
    tx,
    actor,
    sheet,
    rows.map(({ div }) => div),
  );
  await insertRows(tx, sheet, rows);
  await noteAbout(tx, rows, aboutReferences(sheet));
  for (const { district } of rows) districts.add(district);
  for (const child of sheet.children ?? []) {
    const children = records.flatMap(({ id, div, values }) => childRows(child, id, { ...values, div, recordedDiv: div }));
    await insertChildRows(tx, child.table, children);
    await noteAbout(tx, children, aboutParent(child));
    for (const { district } of children) districts.add(district);
  }
}

function columnsOf(values: FieldValues): Record<string, FieldValue | undefined> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [snakeCase(field), value]));
}

function childRows(child: ChildRows, id: number, values: FieldValues) {
  return child
    .rowsOf(values, (key) => key)
    .map((each) => ({
      ...each.values,
      [child.parentColumn]: id,
      district: districtOf(each.div),
      div: each.div,
      recorded_div: each.recordedDiv,
    }));
}

/** One statement for any number of rows; PostgreSQL turns the JSON into the table's own types. */
async function insertChildRows(tx: Transaction, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  );
}
