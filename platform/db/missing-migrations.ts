import { sql } from 'kysely';
import type { Database } from './database.ts';
import { readMigrations } from './migrate.ts';

/**
 * Migrations of this program that the database lacks, and how many there are; and those that it has from a newer program. Each migration suits the
 * program before it too, so that processes of both serve side by side during an upgrade.
 */
export async function findMissingMigrations(db: Database): Promise<{ missing: string[]; newer: string[]; count: number }> {
  const applied = await sql<{ name: string }>`select name from schema_migrations`.execute(db);
  const names = new Set(applied.rows.map((row) => row.name));
  const migrations = await readMigrations();
  const own = migrations.map(({ name }) => name);
  return { missing: own.filter((name) => !names.has(name)), newer: [...names].filter((name) => !own.includes(name)), count: own.length };
}
