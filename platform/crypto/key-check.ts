import { sql } from 'kysely';
import type { Database, Transaction } from '../db/database.ts';
import { createPersonalDataCipher } from './personal-data-cipher.ts';

/** What the database says about the master key that its data keys lie under. */
export interface MasterKeyInForce {
  /** see `keyCheckOf` */
  check: string;
  /** the first master key under the one in force; null while it is the one in force itself */
  wrappedRoot: string | null;
}

/** How the root is bound to its place, see `PersonalDataCipher.wrap`. */
export const ROOT = 'master_key_checks.wrapped_root';

/** Equal for equal master keys; tells nothing about the key. */
export function keyCheckOf(master: Buffer): string {
  return createPersonalDataCipher(master).masterCheck();
}

/** The beginning of a check, by which people tell two master keys apart. */
export function keyNumberOf(check: string): string {
  return check.slice(0, 8);
}

/** @returns undefined for a database that no process was started on */
export async function readMasterKeyInForce(db: Database | Transaction): Promise<MasterKeyInForce | undefined> {
  const { rows } = await sql<MasterKeyInForce>`
    select key_check as check, wrapped_root as "wrappedRoot" from master_key_checks where cipher = 'personal-data'`.execute(db);
  return rows[0];
}

/** Notes the key of a new database. A database that has one keeps it. */
export async function noteMasterKey(db: Database, check: string): Promise<void> {
  await sql`insert into master_key_checks (cipher, key_check) values ('personal-data', ${check}) on conflict do nothing`.execute(db);
}
