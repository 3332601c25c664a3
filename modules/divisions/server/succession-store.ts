import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';

export interface Succession {
  predecessor: number;
  successor: number;
  onDay: Day;
  keepsCode: boolean;
}

/** Read in the order in which they are followed: the unit that keeps the code, else the first stated. */
const ORDER = sql.raw('order by keeps_code desc, position, successor, predecessor');
const COLUMNS = sql.raw('predecessor, successor, on_day as "onDay", keeps_code as "keepsCode"');

/** Who stands where these stood, latest change first of all orders. */
export async function readSuccessors(db: Database | Transaction, predecessors: readonly number[]): Promise<Map<number, Succession[]>> {
  const { rows } = await sql<Succession>`select ${COLUMNS} from division_successions where predecessor = any(${predecessors}::bigint[]) ${ORDER}`.execute(db);
  return Map.groupBy(rows, (row) => row.predecessor);
}

/** Whose place these took. */
export async function readPredecessors(db: Database | Transaction, successors: readonly number[]): Promise<Map<number, Succession[]>> {
  const { rows } = await sql<Succession>`select ${COLUMNS} from division_successions where successor = any(${successors}::bigint[]) ${ORDER}`.execute(db);
  return Map.groupBy(rows, (row) => row.successor);
}

export interface NewSuccession {
  predecessor: number;
  successor: number;
  keepsCode: boolean;
  position: number;
}

export async function insertSuccessions(tx: Transaction, operation: number, onDay: Day, successions: readonly NewSuccession[]): Promise<void> {
  const list = <T>(pick: (item: NewSuccession) => T) => successions.map(pick);
  await sql`
    insert into division_successions (predecessor, successor, operation, on_day, keeps_code, position)
    select predecessor, successor, ${operation}, ${onDay}::date, keeps_code, position
    from unnest(${list((s) => s.predecessor)}::bigint[], ${list((s) => s.successor)}::bigint[], ${list((s) => s.keepsCode)}::boolean[], ${list((s) => s.position)}::smallint[])
      as row (predecessor, successor, keeps_code, position)`.execute(tx);
}
