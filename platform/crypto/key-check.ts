import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { keyErrors } from './errors.ts';
import type { PersonalDataCipher } from './personal-data-cipher.ts';

/** Equal for equal master keys; tells nothing about the key. */
export function keyCheckOf(cipher: PersonalDataCipher): string {
  // the purpose is part of every stored check; it keeps its name
  return cipher.blindIndex('key check', 'backup');
}

/**
 * Notes the key of a new database and compares it ever after: a lost or exchanged key is told at the start, before anything
 * is written under another one. @throws MASTER_KEY_DIFFERS
 */
export async function requireSameKey(db: Database, cipher: PersonalDataCipher, file: string): Promise<void> {
  const check = keyCheckOf(cipher);
  await sql`insert into master_key_checks (cipher, key_check) values ('personal-data', ${check}) on conflict do nothing`.execute(db);
  const { rows } = await sql<{ key_check: string }>`select key_check from master_key_checks where cipher = 'personal-data'`.execute(db);
  if (rows[0]?.key_check !== check) throw refuse(keyErrors.MASTER_KEY_DIFFERS, { file });
}
