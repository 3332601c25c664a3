import { sql } from 'kysely';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';

export interface SecondFactor {
  /** base32, in clear */
  secret: string;
  confirmedAt: Date | null;
}

/** The account is part of the purpose, so a secret cannot be moved to another account's row. */
export const secondFactorPurpose = (accountId: number) => `second-factor/${accountId}`;

export async function findSecondFactor({ platform }: Context, db: Database | Transaction, accountId: number): Promise<SecondFactor | undefined> {
  const { rows } = await sql<{ cipher: string; confirmedAt: Date | null }>`
    select secret_cipher as cipher, confirmed_at as "confirmedAt" from second_factors where account_id = ${accountId}`.execute(db);
  const row = rows[0];
  return row && { secret: platform.cipher.decrypt(row.cipher, secondFactorPurpose(accountId)), confirmedAt: row.confirmedAt };
}

/** A secret that counts only once a code of it was typed. @returns false when a confirmed one is there already */
export async function storeNewSecret(tx: Transaction, { platform, now }: Context, accountId: number, secret: string): Promise<boolean> {
  const cipher = platform.cipher.encrypt(secret, secondFactorPurpose(accountId));
  const { numAffectedRows } = await sql`
    insert into second_factors as f (account_id, secret_cipher, begun_at) values (${accountId}, ${cipher}, ${now})
    on conflict (account_id) do update set secret_cipher = excluded.secret_cipher, begun_at = excluded.begun_at, last_step = 0
    where f.confirmed_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

/** From now on the second step is asked for. */
export async function storeConfirmed(tx: Transaction, accountId: number, now: Date): Promise<void> {
  await sql`update second_factors set confirmed_at = ${now} where account_id = ${accountId}`.execute(tx);
}

/** Uses a time step up. @returns false when it, or a later one, was used before: of two at once one gets it */
export async function useStep(tx: Transaction, accountId: number, step: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update second_factors set last_step = ${step} where account_id = ${accountId} and last_step < ${step}`.execute(tx);
  return numAffectedRows === 1n;
}

/** The factor with its recovery codes and any request to reset it. @returns false when there was none */
export async function deleteSecondFactor(tx: Transaction, accountId: number): Promise<boolean> {
  await sql`delete from recovery_codes where account_id = ${accountId}`.execute(tx);
  await sql`delete from second_factor_resets where account_id = ${accountId}`.execute(tx);
  const { numAffectedRows } = await sql`delete from second_factors where account_id = ${accountId}`.execute(tx);
  return numAffectedRows === 1n;
}

const indexOf = ({ platform }: Context, accountId: number, code: string) => platform.cipher.digest(code, `recovery-code/${accountId}`);

/** New codes in place of all former ones. @param codes without hyphens */
export async function replaceRecoveryCodes(tx: Transaction, context: Context, accountId: number, codes: readonly string[]): Promise<void> {
  await sql`delete from recovery_codes where account_id = ${accountId}`.execute(tx);
  const indexes = codes.map((code) => indexOf(context, accountId, code));
  await sql`insert into recovery_codes (account_id, code_index, made_at) select ${accountId}, index, ${context.now} from unnest(${indexes}::text[]) as index`.execute(
    tx,
  );
}

/** @returns false for a code that is unknown or was used */
export async function useRecoveryCode(tx: Transaction, context: Context, accountId: number, code: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update recovery_codes set used_at = ${context.now}
    where account_id = ${accountId} and code_index = ${indexOf(context, accountId, code)} and used_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

export async function countRecoveryCodes(db: Database, accountId: number): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from recovery_codes where account_id = ${accountId} and used_at is null`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface ResetRequest {
  requestedBy: number;
  requestedByName: string;
  reason: string;
  expiresAt: Date;
}

/** The open request to take an account's factor off. */
export async function findReset(db: Database | Transaction, accountId: number, now: Date): Promise<ResetRequest | undefined> {
  const { rows } = await sql<ResetRequest>`
    select r.requested_by as "requestedBy", a.display_name as "requestedByName", r.reason, r.expires_at as "expiresAt"
    from second_factor_resets r join accounts a on a.id = r.requested_by where r.account_id = ${accountId} and r.expires_at > ${now}`.execute(db);
  return rows[0];
}

/** The newest request takes the place of an earlier one. */
export async function storeReset(tx: Transaction, accountId: number, request: Omit<ResetRequest, 'requestedByName'> & { requestedAt: Date }): Promise<void> {
  await sql`insert into second_factor_resets (account_id, requested_by, requested_at, expires_at, reason)
    values (${accountId}, ${request.requestedBy}, ${request.requestedAt}, ${request.expiresAt}, ${maskNumbersIn(request.reason)})
    on conflict (account_id) do update set requested_by = excluded.requested_by, requested_at = excluded.requested_at, expires_at = excluded.expires_at,
      reason = excluded.reason`.execute(tx);
}
