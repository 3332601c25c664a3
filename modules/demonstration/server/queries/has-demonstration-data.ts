import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';

/** Whether screens must say that they show demonstration data. */
export async function hasDemonstrationData(db: Database): Promise<boolean> {
  const { rows } = await sql`select from demonstration_fills where removed_at is null limit 1`.execute(db);
  return rows.length > 0;
}
