import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';

export interface SentCode {
  /** by `codePlaceOf` */
  place: string;
  codeIndex: string;
  now: Date;
  expiresAt: Date;
}

/** The newest code takes the place of an earlier one, unless that is too young. @returns false when it is */
export async function storeCode(tx: Transaction, code: SentCode, notBefore: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into phone_codes as c (phone_index, code_index, made_at, expires_at) values (${code.place}, ${code.codeIndex}, ${code.now}, ${code.expiresAt})
    on conflict (phone_index) do update set code_index = excluded.code_index, made_at = excluded.made_at, expires_at = excluded.expires_at, attempts = 0
    where c.made_at <= ${notBefore}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Counts a try before it is looked at. @returns the code's digest while it lives and tries are left */
export async function tryCode(db: Database, place: string, now: Date, most: number): Promise<string | undefined> {
  const { rows } = await sql<{ codeIndex: string }>`update phone_codes set attempts = attempts + 1
    where phone_index = ${place} and expires_at > ${now} and attempts < ${most}::int returning code_index as "codeIndex"`.execute(db);
  return rows[0]?.codeIndex;
}

/** Uses the code up. @returns false when another window was faster */
export async function consumeCode(tx: Transaction, place: string, codeIndex: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from phone_codes where phone_index = ${place} and code_index = ${codeIndex}`.execute(tx);
  return numAffectedRows === 1n;
}
