import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';

/** The newest recount of the whole, for watching the installation: a number and a time, nothing of any place. */
export async function lastDrift(db: Database): Promise<{ drifted: number; finishedAt: Date } | undefined> {
  const { rows } = await sql<{ drifted: number; finished_at: Date }>`
    select drifted, finished_at from figure_checks where scope_from = 0 order by started_at desc, id desc limit 1`.execute(db);
  const [row] = rows;
  return row && { drifted: row.drifted, finishedAt: row.finished_at };
}
