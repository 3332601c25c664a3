import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { type Connection, inTransaction, openDatabase, type Transaction } from '../db/database.ts';
import { takeTurn } from './data-keys.ts';
import { keyErrors } from './errors.ts';
import { keyCheckOf, keyNumberOf, readMasterKeyInForce, ROOT } from './key-check.ts';
import { readOrMakeMasterKey } from './master-key.ts';
import { findMasterKey, nextKeyFile, putInPlace, syncFolder } from './master-key-files.ts';
import { createPersonalDataCipher, type PersonalDataCipher } from './personal-data-cipher.ts';

/** Makes the key that is to be the next, or finds the one that was made for it. */
export async function prepareMasterKey(file: string): Promise<{ next: Buffer; number: string }> {
  const { key: next } = await readOrMakeMasterKey(nextKeyFile(file));
  await syncFolder(file);
  return { next, number: keyNumberOf(keyCheckOf(next)) };
}

/**
 * Puts a new master key in force while servers run (ADR 0116). The new key lies on the disk before the database takes it over, in one transaction;
 * only then the files change their names. Killed before that transaction ends, everything is as before; after it, whoever starts next
 * finds the new key by the database's check and finishes.
 * @param owner the owner's login: the application's may not change keys
 * @returns the numbers of both keys
 * @throws MASTER_KEY_CHANGED when another process was first
 */
export async function rotateMasterKey(context: Context, owner: Connection, file: string): Promise<{ before: string; after: string }> {
  const { cipher } = context.platform;
  const { next, number } = await prepareMasterKey(file);
  const before = keyNumberOf(cipher.masterCheck());
  const db = openDatabase({ ...owner, max: 1 });
  try {
    await inTransaction(db, async (tx) => {
      await wrapAnew(tx, cipher, next, file);
      const details = { before, after: number };
      await audit(tx, context, { action: 'master-key.rotated', subject: { type: 'key', id: number, district: 0 }, details });
    });
  } finally {
    await db.destroy();
  }
  cipher.adopt(next);
  await putInPlace(file, cipher.masterCheck());
  return { before, after: number };
}

async function wrapAnew(tx: Transaction, cipher: PersonalDataCipher, next: Buffer, file: string): Promise<void> {
  await takeTurn(tx);
  const inForce = await readMasterKeyInForce(tx);
  const master = inForce && (await findMasterKey(inForce.check, file));
  if (!master || inForce.check !== cipher.masterCheck()) throw refuse(keyErrors.MASTER_KEY_CHANGED);
  const root = inForce.wrappedRoot ? cipher.unwrap(inForce.wrappedRoot, ROOT) : master;
  const under = createPersonalDataCipher(next);
  const { rows } = await sql<{ id: string; wrapped: string }>`select id, wrapped from data_keys`.execute(tx);
  for (const { id, wrapped } of rows) await sql`update data_keys set wrapped = ${under.wrap(cipher.unwrap(wrapped))} where id = ${id}`.execute(tx);
  await sql`update master_key_checks set key_check = ${under.masterCheck()}, wrapped_root = ${under.wrap(root, ROOT)}
    where cipher = 'personal-data'`.execute(tx);
}
