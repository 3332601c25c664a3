import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import type { Database, Transaction } from '../db/database.ts';
import { keyErrors } from './errors.ts';
import { readMasterKeyInForce } from './key-check.ts';
import type { DataKey, PersonalDataCipher } from './personal-data-cipher.ts';

/** Every process reads the keys anew so often. */
export const REFRESH_MS = 20_000;
/** A new key is used only when every process has had the time to learn it. */
export const ANNOUNCED_MS = 3 * REFRESH_MS;

/** Any fixed number: the lock under which rotations of data keys and of the master key take turns. */
const MAKING = 6_027_529;

export async function takeTurn(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${MAKING})`.execute(tx);
}

/** Reads all keys into the cipher and chooses the one to write with: the newest whose time has come. */
export async function learnKeys(db: Database | Transaction, cipher: PersonalDataCipher, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; wrapped: string; activeFrom: Date }>`
    select id, wrapped, active_from as "activeFrom" from data_keys order by substring(id from 2)::int`.execute(db);
  const keys = rows.map(({ id, wrapped, activeFrom }): DataKey => ({ id, wrapped, isActive: activeFrom <= now }));
  cipher.learn(keys);
}

/**
 * Makes the next key; it is written with after the time that others need to learn it. @returns its id
 * @throws MASTER_KEY_CHANGED: under a master key that is no longer in force nobody could read it
 */
export async function announceKey(tx: Transaction, cipher: PersonalDataCipher, now: Date, waitMs = ANNOUNCED_MS): Promise<string> {
  await takeTurn(tx);
  const inForce = await readMasterKeyInForce(tx);
  if (inForce && inForce.check !== cipher.masterCheck()) throw refuse(keyErrors.MASTER_KEY_CHANGED);
  const { rows } = await sql<{ last: number | null }>`select max(substring(id from 2)::int) as last from data_keys`.execute(tx);
  const id = `k${(rows[0]?.last ?? 1) + 1}`;
  await sql`insert into data_keys (id, wrapped, created_at, active_from)
    values (${id}, ${cipher.wrap(randomBytes(32))}, ${now.toISOString()}, ${new Date(now.getTime() + waitMs).toISOString()})`.execute(tx);
  return id;
}
