import { pbkdf2Sync } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import { PASSWORD } from './accounts.ts';

const SALT = Buffer.alloc(16, 1);
const CHEAP = ['pbkdf2-sm3', '2', SALT.toString('base64url'), pbkdf2Sync(PASSWORD.normalize('NFKC'), SALT, 2, 32, 'sm3').toString('base64url')].join('$');

/** The usual test password for an account, checked in no time: for tests of many sign-ins, which are not about the cost of a hash. */
export async function giveCheapPassword(owner: Database, accountId: number, at: Date): Promise<void> {
  await sql`update accounts set password_hash = ${CHEAP}, password_set_at = ${at} where id = ${accountId}`.execute(owner);
}
