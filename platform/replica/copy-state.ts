/** What a gathered copy says of itself, in a table that no installation has: so that nobody takes one for the other. */
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { readMigrations } from '../db/migrate.ts';

export const COPY_TABLE = 'gathered_copy';

let newest: Promise<string> | undefined;

/** The last migration of this program: a copy made by another version may lack what a statement asks for. */
export function newestMigration(): Promise<string> {
  newest ??= readMigrations().then((migrations) => migrations.at(-1)?.name ?? '');
  return newest;
}

/** Which database of which server: another installation's marks would look like this one's. */
export const IDENTITY = `(select system_identifier::text from pg_control_system()) || '/' || current_database()`;

/**
 * On which node each shard lies; all tables lie as one does. Two nodes' changes come in no order between them: once a shard was moved, the older
 * row of its former node may come after the newer one of the next, and nobody would notice.
 */
export const PLACEMENT = `(select md5(string_agg(shardid || ':' || groupid, ',' order by shardid)) from pg_dist_placement join pg_dist_shard using (shardid) where logicalrelid = 'replica_marks'::regclass)`;

/** Whether it is a copy of this installation that is complete, has the tables of this program, and whose shards lie where they lay. */
export async function isCopyOf(primary: Database, copy: Database): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass(${COPY_TABLE}) is not null as found`.execute(copy);
  if (rows[0]?.found !== true) return false;
  const state = await sql<{
    migration: string;
    source: string;
    placement: string;
  }>`select migration, source, placement from gathered_copy where filled_at is not null`.execute(copy);
  const own = await sql<{ source: string; placement: string }>`select ${sql.raw(IDENTITY)} as source, ${sql.raw(PLACEMENT)} as placement`.execute(primary);
  const [held, here] = [state.rows[0], own.rows[0]];
  return held?.migration === (await newestMigration()) && held.source === here?.source && held.placement === here.placement;
}
