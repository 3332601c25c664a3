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

/** Whether it is a copy of this installation that is complete and has the tables of this program. */
export async function isCopyOf(primary: Database, copy: Database): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass(${COPY_TABLE}) is not null as found`.execute(copy);
  if (rows[0]?.found !== true) return false;
  const state = await sql<{ migration: string; source: string }>`select migration, source from gathered_copy where filled_at is not null`.execute(copy);
  const own = await sql<{ identity: string }>`select ${sql.raw(IDENTITY)} as identity`.execute(primary);
  return state.rows[0]?.migration === (await newestMigration()) && state.rows[0].source === own.rows[0]?.identity;
}
