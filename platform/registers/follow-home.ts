import { type RawBuilder, sql } from 'kysely';
import { onlyDistrict } from '#shared/division-code.ts';
import { inOneDistrict } from '../access/jurisdiction.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { aboutReferences } from './about-references.ts';
import { putElsewhere } from './put-elsewhere.ts';
import { noteWhereabouts } from '../db/whereabouts.ts';
import { type LocatedTable, noteAbout } from '../facts/located-tables.ts';
import type { Registers } from './registers.ts';
import { refuseRunElsewhere } from './run-elsewhere.ts';
import type { RowContent, StoredRow } from './stored-row.ts';
import { snakeCase } from './table-layout.ts';

interface Move {
  stored: StoredRow;
  next: RowContent;
}

type Place = Pick<RowContent, 'district' | 'div' | 'recorded_div'>;

interface Carried {
  stored: { id: number; district: number };
  next: Place & { [about: string]: unknown };
}

/** Tables whose rows lie where a record of this register lies: the column with the record's id. */
function followersOf(registers: Registers, definition: SheetDefinition): { definition: SheetDefinition; column: string }[] {
  return registers.all.flatMap((each) => {
    const reference = each.references?.find(({ register, store }) => register === definition.register && store === each.homedBy);
    return reference ? [{ definition: each, column: snakeCase(reference.store) }] : [];
  });
}

/**
 * When records move to another division, what belongs to them goes along: former names, history, and the records of other
 * registers that lie where they lie, each with its own history and files. A district is never updated but inserted anew and deleted (Citus).
 * @returns fact sets of other registers that changed @throws RECORD_RUN_ELSEWHERE for rows of another register that its sender alone moves
 */
export async function followHome(
  tx: Transaction,
  { actor, platform }: Context,
  registers: Registers,
  definition: SheetDefinition,
  moves: readonly Move[],
): Promise<string[]> {
  const moved = moves.filter(({ stored, next }) => stored.div !== next.div);
  if (moved.length === 0) return [];
  await carryBelongings(tx, definition, moved);
  await carryWithRecord(tx, platform.facts.tables, definition, moved);
  const followers = followersOf(registers, definition);
  for (const follower of followers) {
    await refuseRunElsewhere(tx, actor.id, follower.definition, await placesToCarry(tx, follower.definition.table, follower.column, moved));
    const carried = await carry(tx, follower.definition.table, follower.column, moved);
    await carryBelongings(tx, follower.definition, carried);
    await noteAbout(
      tx,
      carried.map(({ next }) => next),
      aboutReferences(follower.definition),
    );
  }
  return followers.flatMap((follower) => follower.definition.factSets);
}

/** Rows of modules that lie where a record lies, with their files. What they are about is found there; what else names the record may have stayed behind. */
export async function carryWithRecord(
  tx: Transaction,
  tables: readonly LocatedTable[],
  { register }: SheetDefinition,
  moved: readonly Carried[],
): Promise<void> {
  for (const { table, liesWith, about } of tables) {
    if (liesWith?.register !== register) continue;
    const carried = await carry(tx, table, liesWith.column, moved);
    await carry(tx, 'files', 'owner_id', carried);
    await noteAbout(
      tx,
      carried.map(({ next }) => next),
      about,
    );
  }
  const places = moved.filter(({ stored, next }) => stored.district !== next.district);
  await noteWhereabouts(
    tx,
    places.flatMap(({ stored, next }) => [stored.district, next.district].map((district) => ({ kind: 'record', key: stored.id, district }) as const)),
  );
}

/** Files, history and former names lie where their record lies: whoever reads them asks one district. */
export async function carryBelongings(tx: Transaction, { register, formerNamesTable }: SheetDefinition, moved: readonly Carried[]): Promise<void> {
  await carry(tx, 'files', 'owner_id', moved);
  const far = moved.filter(({ stored, next }) => stored.district !== next.district);
  await carryToDistrict(tx, 'record_versions', far, sql`f.register = ${register}`);
  if (formerNamesTable) await carryToDistrict(tx, formerNamesTable, far, sql`true`);
}

/** Where the rows lie that a move would carry, and where it would carry them to. */
async function placesToCarry(tx: Transaction, table: string, column: string, moves: readonly Carried[]): Promise<number[]> {
  const { rows } = await sql<{ from: number; to: number }>`
    select distinct f.div as "from", m.div as "to" from ${sql.table(table)} f join ${movesAsRows(moves)} on f.district = m.source and ${sql.ref(`f.${column}`)} = m.id ${fromOne(moves)}`.execute(
    tx,
  );
  return rows.flatMap(({ from, to }) => [from, to]);
}

/** Deletes the rows of moved records and inserts them with the record's new place. @returns them, moved themselves */
async function carry(tx: Transaction, table: string, column: string, moves: readonly Carried[]): Promise<Carried[]> {
  if (moves.length === 0) return [];
  const { rows } = await sql<{ source: number; row: { id: number } } & Place>`
    delete from ${sql.table(table)} f using ${movesAsRows(moves)} where f.district = m.source and ${sql.ref(`f.${column}`)} = m.id ${fromOne(moves)}
    returning f.district as source, m.district, m.div, m.recorded_div, row_as_json(f) as row`.execute(tx);
  const carried = rows.map(({ source, row, ...place }) => ({ stored: { id: row.id, district: source }, next: { ...row, ...place } }));
  await putElsewhere(
    tx,
    table,
    carried.map(({ next }) => next),
  );
  return carried;
}

/** The same for rows that know their record's district and nothing more of its place. */
async function carryToDistrict(tx: Transaction, table: string, moves: readonly Carried[], only: RawBuilder<unknown>): Promise<void> {
  if (moves.length === 0) return;
  const { rows } = await sql<{ district: number; row: object }>`
    delete from ${sql.table(table)} f using ${movesAsRows(moves)} where f.district = m.source and ${only} and f.record_id = m.id ${fromOne(moves)}
    returning m.district, row_as_json(f) as row`.execute(tx);
  await putElsewhere(
    tx,
    table,
    rows.map(({ district, row }) => ({ ...row, district })),
  );
}

/** Said outright when all come from one district. */
const fromOne = (moves: readonly Carried[]) => inOneDistrict({ rows: 'm', district: onlyDistrict(moves.map(({ stored }) => stored.district)) }, 'f');

function movesAsRows(moves: readonly Carried[]): RawBuilder<unknown> {
  const rows = moves.map(({ stored, next }) => ({
    id: stored.id,
    source: stored.district,
    district: next.district,
    div: next.div,
    recorded_div: next.recorded_div,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id bigint, source int, district int, div bigint, recorded_div bigint)`;
}
