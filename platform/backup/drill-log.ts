import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { nextRecordId } from '../db/record-ids.ts';

/** What a restore on trial came to: a restored installation, with so many findings, or nothing at all. */
export type DrillOutcome =
  | {
      rows: number;
      /** the restore alone, without the checks */
      seconds: number;
      findings: number;
    }
  | {
      /** why the backup could not be restored, in words for people */
      refusal: string;
    };

export type HeldDrill = DrillOutcome & { heldAt: Date; fileName: string };

const LONGEST_REFUSAL = 500;

/** Notes a restore on trial that has just ended. */
export async function noteDrill(tx: Transaction, context: Context, fileName: string, outcome: DrillOutcome): Promise<void> {
  const id = await nextRecordId(tx, 0);
  const { rows, seconds, findings, refusal } = { rows: null, seconds: null, findings: null, refusal: null, ...outcome };
  await sql`insert into restore_drills (id, held_at, file_name, rows, seconds, findings, refusal)
    values (${id}, ${context.now}, ${fileName}, ${rows}, ${seconds}, ${findings}, ${refusal?.slice(0, LONGEST_REFUSAL) ?? null})`.execute(tx);
}

interface Row {
  held_at: Date;
  file_name: string;
  rows: number | null;
  seconds: number | null;
  findings: number | null;
  refusal: string | null;
}

/** The newest restore on trial, or undefined when there never was one. */
export async function lastDrill(db: Database): Promise<HeldDrill | undefined> {
  const found = await sql<Row>`select held_at, file_name, rows, seconds, findings, refusal from restore_drills order by held_at desc, id desc limit 1`.execute(
    db,
  );
  const [row] = found.rows;
  if (!row) return undefined;
  const { held_at: heldAt, file_name: fileName, rows, seconds, findings, refusal } = row;
  if (rows === null || seconds === null || findings === null) return { heldAt, fileName, refusal: refusal ?? '' };
  return { heldAt, fileName, rows, seconds, findings };
}
