import { sql } from 'kysely';
import type { Database } from './database.ts';
import { readMigrations } from './migrate.ts';

/** Migrations of this program that the database lacks, and how many there are. */
export async function findMissingMigrations(db: Database): Promise<{ missing: string[]; count: number }> {
  const applied = await sql<{ name: string }>`select name from schema_migrations`.execute(db);
  const names = new Set(applied.rows.map((row) => row.name));
  const migrations = await readMigrations();
  return { missing: migrations.map(({ name }) => name).filter((name) => !names.has(name)), count: migrations.length };
}
