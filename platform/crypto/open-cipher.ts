import { refuse } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { keyErrors } from './errors.ts';
import { keyCheckOf, keyNumberOf, noteMasterKey, readMasterKeyInForce, ROOT } from './key-check.ts';
import { findMasterKey } from './master-key-files.ts';
import { createPersonalDataCipher, type PersonalDataCipher } from './personal-data-cipher.ts';

/**
 * The cipher of this database under the master key that is in force. A lost or exchanged key is told at the start, before anything is
 * written under another one.
 * @param held the key that lies in the file
 * @throws MASTER_KEY_DIFFERS
 */
export async function openCipher(db: Database, held: Buffer, file: string): Promise<PersonalDataCipher> {
  const own = keyCheckOf(held);
  await noteMasterKey(db, own);
  const inForce = await readMasterKeyInForce(db);
  const check = inForce?.check ?? own;
  const master = check === own ? held : await findMasterKey(check, file);
  if (!master) throw refuse(keyErrors.MASTER_KEY_DIFFERS, { file, held: keyNumberOf(own), needed: keyNumberOf(check) });
  const cipher = createPersonalDataCipher(master);
  return inForce?.wrappedRoot ? createPersonalDataCipher(master, cipher.unwrap(inForce.wrappedRoot, ROOT)) : cipher;
}

/**
 * A process that runs while another one puts a new master key in force goes on under it, as soon as the key lies here.
 * @returns the number of the key that is missed here, if it is
 */
export async function followMasterKey(db: Database, cipher: PersonalDataCipher, file: string): Promise<string | undefined> {
  const inForce = await readMasterKeyInForce(db);
  if (!inForce || inForce.check === cipher.masterCheck()) return undefined;
  const master = await findMasterKey(inForce.check, file);
  if (!master) return keyNumberOf(inForce.check);
  cipher.adopt(master);
  return undefined;
}
