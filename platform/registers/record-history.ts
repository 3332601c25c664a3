import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import { columnText } from '../db/array-text.ts';
import type { Transaction } from '../db/database.ts';

export type HistoryAction = 'created' | 'updated' | 'ended' | 'deleted' | 'undone' | 'merged';

export interface HistoryEntry {
  district: number;
  recordId: number;
  version: number;
  action: HistoryAction;
  /** changed columns as stored; null for a new record */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface HistoryMarks {
  reason?: string | null;
  batchId?: number | null;
}

/** One row per change, in the transaction of the change. Personal data stays encrypted. */
export async function writeHistory(tx: Transaction, context: Context, register: string, entries: readonly HistoryEntry[], marks: HistoryMarks): Promise<void> {
  if (entries.length === 0) return;
  const list = (field: keyof HistoryEntry) => columnText(entries.map((entry) => entry[field]));
  await sql`
    insert into record_versions (district, register, record_id, version, action, changed_at, changed_by, changed_by_name, reason, import_batch_id, before, after)
    select r.district, ${register}, r.record_id, r.version, r.action, ${context.now.toISOString()}::timestamptz, ${context.actor.id}, ${context.actor.name}, ${marks.reason ? maskNumbersIn(marks.reason) : null}::text, ${marks.batchId ?? null}::bigint,
      r.before, r.after
    from unnest(${list('district')}::int[], ${list('recordId')}::bigint[], ${list('version')}::int[], ${list('action')}::text[], ${list('before')}::jsonb[], ${list('after')}::jsonb[])
      as r (district, record_id, version, action, before, after)`.execute(tx);
}
