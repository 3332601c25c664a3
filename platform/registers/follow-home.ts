import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
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
  stored: { id: number };
  next: Place;
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
 * registers that lie where they lie, each with its files. A district is never updated but inserted anew and deleted (Citus).
 * @returns fact sets of other registers that changed @throws RECORD_RUN_ELSEWHERE for rows of another register that its sender alone moves
 */
export async function followHome(
  tx: Transaction,
  { actor }: Context,
  registers: Registers,
  definition: SheetDefinition,
  moves: readonly Move[],
): Promise<string[]> {
  const moved = moves.filter(({ stored, next }) => stored.div !== next.div);
  if (moved.length === 0) return [];
  const far = moved.filter(({ stored, next }) => stored.district !== next.district);
  for (const table of ['record_versions', definition.formerNamesTable].filter((name) => name !== undefined)) await carry(tx, table, 'record_id', far, false);
  await carry(tx, 'files', 'owner_id', moved, true);
  const followers = followersOf(registers, definition);
  for (const follower of followers) {
    await refuseRunElsewhere(tx, actor.id, follower.definition, await placesToCarry(tx, follower.definition.table, follower.column, moved));
    const carried = await carry(tx, follower.definition.table, follower.column, moved, true);
    await carry(tx, 'files', 'owner_id', carried, true);
  }
  return followers.flatMap((follower) => follower.definition.factSets);
}

/** Where the rows lie that a move would carry, and where it would carry them to. */
async function placesToCarry(tx: Transaction, table: string, column: string, moves: readonly Carried[]): Promise<number[]> {
  const [ids, targets] = [moves.map(({ stored }) => stored.id), moves.map(({ next }) => next.div)];
  const { rows } = await sql<{ from: number; to: number }>`
    select distinct f.div as "from", m.div as "to" from ${sql.table(table)} f
    join unnest(${ids}::bigint[], ${targets}::bigint[]) as m (id, div) on m.id = ${sql.ref(`f.${column}`)}`.execute(tx);
  return rows.flatMap(({ from, to }) => [from, to]);
}

/** Deletes the rows of moved records and inserts them with the record's new place. @returns them, moved themselves */
async function carry(tx: Transaction, table: string, column: string, moves: readonly Carried[], withPlace: boolean): Promise<Carried[]> {
  if (moves.length === 0) return [];
  const places = moves.map(({ stored, next }) => ({ id: stored.id, district: next.district, div: next.div, recorded_div: next.recorded_div }));
  const place = withPlace
    ? sql`jsonb_build_object('district', m.district, 'div', m.div, 'recorded_div', m.recorded_div)`
    : sql`jsonb_build_object('district', m.district)`;
  const { rows } = await sql<{ row: { id: number } & Place }>`
    delete from ${sql.table(table)} f using jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as m(id bigint, district int, div bigint, recorded_div bigint)
    where ${sql.ref(`f.${column}`)} = m.id returning to_jsonb(f) || ${place} as row`.execute(tx);
  if (rows.length === 0) return [];
  await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(({ row }) => row))}::jsonb)`.execute(
    tx,
  );
  return rows.map(({ row }) => ({ stored: row, next: row }));
}
