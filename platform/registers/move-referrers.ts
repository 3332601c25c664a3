import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { inEach } from '../db/in-each.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { noteAbout } from '../facts/located-tables.ts';
import { aboutReferences } from './about-references.ts';
import { carryBelongings } from './follow-home.ts';
import { putElsewhere } from './put-elsewhere.ts';
import type { Registers } from './registers.ts';
import { districtsOfReferrers, placesOfReferrers, referrers } from './release-references.ts';
import { refuseRunElsewhere } from './run-elsewhere.ts';
import { selectRows, type StoredRow } from './stored-row.ts';
import { isPersonal, snakeCase } from './table-layout.ts';
import { removeRecords, touchDistricts, type Touched } from './write-records.ts';

/** More dependants of one record than any has. */
const MANY = 100_000;

/**
 * Records that refer to one record refer to another from now on; those that lie where it lies move along. A record that would
 * then stand twice (the same person at both) goes. @throws RECORD_RUN_ELSEWHERE when one of them belongs to another installation
 */
export async function moveReferrers(
  tx: Transaction,
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  from: StoredRow,
  to: StoredRow,
  touched: Touched,
): Promise<void> {
  const districts = await districtsOfReferrers(tx, [from.id]);
  for (const { other, reference, column } of referrers(registers, definition)) {
    const name = sql.ref(column);
    const follows = other.homedBy === reference.store;
    const places = await placesOfReferrers(tx, other, column, { ids: [from.id], districts });
    await refuseRunElsewhere(tx, context.actor.id, other, follows && places.length > 0 ? [...places, to.div] : places);
    if (follows || other.key.includes(reference.store)) await dropTwins(tx, context, other, { column, districts }, from, to, touched);
    const moved = await inEach(districts, async (district) => {
      const gone = await sql<{ row: Record<string, unknown> }>`
        delete from ${sql.table(other.table)} t where t.district = ${district} and ${name} = ${from.id} returning row_as_json(t) as row`.execute(tx);
      return gone.rows;
    });
    if (moved.length === 0) continue;
    const place = follows ? { div: to.div, recorded_div: to.recorded_div } : {};
    const rows = moved.map(({ row }) => ({ ...row, ...place, district: follows ? to.district : Number(row['district']), [column]: to.id }));
    await putElsewhere(tx, other.table, rows);
    await noteAbout(tx, rows, aboutReferences(other));
    if (follows)
      await carryBelongings(
        tx,
        other,
        moved.map(({ row }) => ({ stored: { id: Number(row['id']), district: Number(row['district']) }, next: to })),
      );
    for (const set of other.factSets) touched.factSets.add(set);
    touchDistricts(
      touched,
      moved.map(({ row }) => Number(row['district'])),
    );
  }
  touchDistricts(touched, [to.district]);
}

/** What the kept record has as well would stand twice: those of the other go, with history. */
async function dropTwins(
  tx: Transaction,
  context: Context,
  other: SheetDefinition,
  { column, districts }: { column: string; districts: readonly number[] },
  from: StoredRow,
  to: StoredRow,
  touched: Touched,
): Promise<void> {
  const rest = other.key.map((field) => keyColumn(other, field)).filter((each) => each !== column);
  const keyOf = (row: StoredRow) => JSON.stringify(rest.map((each) => valueOfKey(row, each)));
  // they may lie in two districts, and so on two shards: compared here, not there
  const refersTo = sql.ref(`t.${column}`);
  const kept = await selectRows(tx, other, sql`t.district = ${to.district} and ${refersTo} = ${to.id}`, sql`t.id`, MANY);
  if (kept.length === 0) return;
  const keys = new Set(kept.map(keyOf));
  const leaving = await inEach(districts, (district) => selectRows(tx, other, sql`t.district = ${district} and ${refersTo} = ${from.id}`, sql`t.id`, MANY));
  const twins = leaving.filter((row) => keys.has(keyOf(row)));
  await removeRecords(tx, context, other, twins, 'merged', {}, touched);
}

/** @throws Error for a part of a key that was not read: without it, different records would pass for one */
function valueOfKey(row: StoredRow, column: string): unknown {
  if (row[column] === undefined) throw new Error(`a key was compared without its column ${column}`);
  return row[column];
}

/** Numbers are told apart by their blind index. */
function keyColumn(definition: SheetDefinition, field: string): string {
  const column = definition.columns.find((each) => each.field === field);
  return column && isPersonal(column) ? `${snakeCase(field)}_index` : snakeCase(field);
}
