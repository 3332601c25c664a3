import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { SheetCounts } from './import-report.ts';

export interface ImportBatch {
  id: string;
  fileName: string;
  status: 'applied' | 'undone';
  createdAt: string;
  createdByName: string;
  undoneAt: string | null;
  undoneReason: string | null;
  sheets: SheetCounts[];
}

interface Row {
  id: number;
  file_name: string;
  status: 'applied' | 'undone';
  created_at: Date;
  created_by_name: string;
  undone_at: Date | null;
  undone_reason: string | null;
  sheets: SheetCounts[];
}

/** Imports by offices within the actor's jurisdiction, newest first. @param before id of the last one seen */
export async function listBatches(context: Context, limit: number, before: number | undefined): Promise<ImportBatch[]> {
  const { from, to } = context.actor.range;
  const { rows } = await sql<Row>`
    select id, file_name, status, created_at, created_by_name, undone_at, undone_reason, sheets from import_batches
    where jurisdiction >= ${from} and jurisdiction < ${to} and id < ${before ?? Number.MAX_SAFE_INTEGER} order by id desc limit ${limit}`.execute(
    context.platform.db,
  );
  return rows.map((row) => ({
    id: String(row.id),
    fileName: row.file_name,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    createdByName: row.created_by_name,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneReason: row.undone_reason,
    sheets: row.sheets,
  }));
}
