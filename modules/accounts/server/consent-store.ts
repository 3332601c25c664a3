import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { ConsentId } from '../contract/purposes.ts';

export interface StoredConsent {
  purpose: ConsentId;
  textVersion: number;
  givenAt: Date;
  withdrawnAt: Date | null;
}

const MOST = 200;

/** Everything somebody ever agreed to, the newest first. */
export async function readConsents(db: Database | Transaction, accountId: number): Promise<StoredConsent[]> {
  const { rows } = await sql<StoredConsent>`select purpose, text_version as "textVersion", given_at as "givenAt", withdrawn_at as "withdrawnAt"
    from person_consents where account_id = ${accountId} order by given_at desc, purpose limit ${MOST}`.execute(db);
  return rows;
}

export interface GivenConsent {
  accountId: number;
  purpose: ConsentId;
  textVersion: number;
  now: Date;
  givenBy: string;
}

/** @returns false when the same text is agreed to already */
export async function storeConsent(tx: Transaction, { accountId, purpose, textVersion, now, givenBy }: GivenConsent): Promise<boolean> {
  await sql`update person_consents set withdrawn_at = ${now}
    where account_id = ${accountId} and purpose = ${purpose} and withdrawn_at is null and text_version <> ${textVersion}`.execute(tx);
  const { numAffectedRows } = await sql`insert into person_consents (account_id, purpose, text_version, given_at, given_by)
    values (${accountId}, ${purpose}, ${textVersion}, ${now}, ${givenBy}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** @param purpose all of them when absent @returns how many were in force */
export async function endConsents(tx: Transaction, accountId: number, now: Date, purpose?: ConsentId): Promise<number> {
  const { numAffectedRows } = await sql`update person_consents set withdrawn_at = ${now}
    where account_id = ${accountId} and withdrawn_at is null and (${purpose ?? null}::text is null or purpose = ${purpose ?? null})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
