import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';

export interface ApiToken {
  id: number;
  createdAt: Date;
  expiresOn: Day;
  revokedAt: Date | null;
}

export interface NewApiToken {
  id: number;
  accountId: number;
  createdAt: Date;
  createdBy: string;
  expiresOn: Day;
}

export async function insertToken(tx: Transaction, token: NewApiToken, tokenDigest: string): Promise<void> {
  await sql`insert into api_tokens (id, token_digest, account_id, created_at, created_by, expires_on)
    values (${token.id}, ${tokenDigest}, ${token.accountId}, ${token.createdAt}, ${token.createdBy}, ${token.expiresOn})`.execute(tx);
}

/** @returns the account of a token in force */
export async function findAccountOfToken(db: Database, tokenDigest: string, today: Day): Promise<number | undefined> {
  const { rows } = await sql<{ accountId: number }>`select account_id as "accountId" from api_tokens
    where token_digest = ${tokenDigest} and revoked_at is null and expires_on > ${today}::date`.execute(db);
  return rows[0]?.accountId;
}

/** Newest first. */
export async function readTokensOf(db: Database, accountId: number): Promise<ApiToken[]> {
  const { rows } =
    await sql<ApiToken>`select id, created_at as "createdAt", expires_on as "expiresOn", revoked_at as "revokedAt" from api_tokens where account_id = ${accountId} order by id desc limit 200`.execute(
      db,
    );
  return rows;
}

/** @returns false when the account has no such token in force */
export async function storeTokenRevoked(tx: Transaction, accountId: number, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update api_tokens set revoked_at = ${at} where id = ${id} and account_id = ${accountId} and revoked_at is null`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}
