import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { nextRecordId } from '../db/record-ids.ts';

export interface WrittenBackup {
  writtenAt: Date;
  fileName: string;
  rows: number;
  bytes: number;
}

/** Notes a backup that was written to its end. */
export async function noteBackup(tx: Transaction, context: Context, { file, rows, bytes }: { file: string; rows: number; bytes: number }): Promise<void> {
  const id = await nextRecordId(tx, 0);
  await sql`insert into backups (id, written_at, file_name, rows, bytes) values (${id}, ${context.now}, ${file}, ${rows}, ${bytes})`.execute(tx);
}

/** The newest backup, or undefined when there never was one. */
export async function lastBackup(db: Database): Promise<WrittenBackup | undefined> {
  const { rows } = await sql<{ written_at: Date; file_name: string; rows: number; bytes: number }>`
    select written_at, file_name, rows, bytes from backups order by written_at desc limit 1`.execute(db);
  const [row] = rows;
  return row && { writtenAt: row.written_at, fileName: row.file_name, rows: row.rows, bytes: row.bytes };
}
