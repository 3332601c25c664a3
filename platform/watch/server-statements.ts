import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { SlowStatement } from './slow-statements.ts';

/** The statements that took most time by the server's own count; undefined without its extension, or where this login may not read it. */
export async function serverStatements(db: Database, limit: number): Promise<SlowStatement[] | undefined> {
  const found = await sql<{ found: boolean }>`select exists (select 1 from pg_extension where extname = 'pg_stat_statements') as found`.execute(db);
  if (!found.rows[0]?.found) return undefined;
  try {
    const { rows } = await sql<{ text: string; count: number; total: number; longest: number }>`
      select query as text, calls as count, total_exec_time as total, max_exec_time as longest from pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database()) and mean_exec_time >= 20
      order by total_exec_time desc limit ${limit}`.execute(db);
    return rows.map(({ text, count, total, longest }) => ({ text: text.slice(0, 600), count, totalMs: total, longestMs: longest }));
  } catch {
    return undefined;
  }
}
