import { sql } from 'kysely';
import type { Database, Transaction } from '../db/database.ts';

/** `first-start-begun`: `npm start` found a new database; `first-start-done`: it has everything a first start brings. */
export type InstallationMark = 'first-start-begun' | 'first-start-done';

export async function hasMark(db: Database, name: InstallationMark): Promise<boolean> {
  const { rows } = await sql`select from installation_marks where name = ${name}`.execute(db);
  return rows.length > 0;
}

/** True while nobody has done anything here, acts that come with opening a database aside. @param actions their beginnings, `plan.` */
export async function isUntouched(db: Database, actions: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from audit_entries where not (action like any (${actions.map((action) => `${action}%`)}::text[])) limit 1`.execute(db);
  return rows.length === 0;
}

/** @idempotent by name: the first instant stays */
export async function setMark(db: Database | Transaction, name: InstallationMark, now: Date): Promise<void> {
  await sql`insert into installation_marks (name, set_at) values (${name}, ${now}) on conflict do nothing`.execute(db);
}
