import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';

/** @returns false when the claim is prepared for another account, or the account has one of this provider */
export async function insertIdentity(
  tx: Transaction,
  identity: { accountId: number; provider: string; claimIndex: string; preparedAt: Date; preparedBy: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into account_identities (account_id, provider, claim_index, prepared_at, prepared_by)
    values (${identity.accountId}, ${identity.provider}, ${identity.claimIndex}, ${identity.preparedAt}, ${identity.preparedBy}) on conflict do nothing`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/** @returns false when there was none */
export async function deleteIdentity(tx: Transaction, accountId: number, provider: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from account_identities where account_id = ${accountId} and provider = ${provider}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function readIdentities(db: Database, accountId: number): Promise<{ provider: string; preparedAt: Date; linkedAt: Date | null }[]> {
  const { rows } = await sql<{ provider: string; preparedAt: Date; linkedAt: Date | null }>`
    select provider, prepared_at as "preparedAt", linked_at as "linkedAt" from account_identities where account_id = ${accountId} order by provider`.execute(
    db,
  );
  return rows;
}

/**
 * The account of an identity. One that signed on before is found by issuer and subject; the first time the claim an
 * administrator prepared binds them, once and for good.
 * @param claimIndex undefined when the provider did not vouch for the claim
 */
export async function bindIdentity(
  tx: Transaction,
  { provider, identityIndex, claimIndex, now }: { provider: string; identityIndex: string; claimIndex: string | undefined; now: Date },
): Promise<number | undefined> {
  const known = await sql<{
    id: number;
  }>`select account_id as id from account_identities where identity_index = ${identityIndex} and provider = ${provider}`.execute(tx);
  if (known.rows[0] || claimIndex === undefined) return known.rows[0]?.id;
  const { rows } = await sql<{ id: number }>`update account_identities set identity_index = ${identityIndex}, linked_at = ${now}
    where provider = ${provider} and claim_index = ${claimIndex} and identity_index is null returning account_id as id`.execute(tx);
  return rows[0]?.id;
}

export interface SignOn {
  stateDigest: string;
  browserDigest: string;
  provider: string;
  memoryCipher: string;
  begunAt: Date;
  expiresAt: Date;
}

export async function insertSignOn(tx: Transaction, signOn: SignOn): Promise<void> {
  await sql`insert into sign_ons (state_digest, browser_digest, provider, memory_cipher, begun_at, expires_at)
    values (${signOn.stateDigest}, ${signOn.browserDigest}, ${signOn.provider}, ${signOn.memoryCipher}, ${signOn.begunAt}, ${signOn.expiresAt})`.execute(tx);
}

/** Uses it up, whoever asks: a state that was seen is worth nothing any more. @returns its memory for the browser that left */
export async function consumeSignOn(
  db: Database,
  { stateDigest, browserDigest, provider }: Pick<SignOn, 'stateDigest' | 'browserDigest' | 'provider'>,
  now: Date,
) {
  const { rows } = await sql<SignOn>`delete from sign_ons where state_digest = ${stateDigest} returning browser_digest as "browserDigest", provider,
    memory_cipher as "memoryCipher", expires_at as "expiresAt"`.execute(db);
  const found = rows[0];
  return found?.browserDigest === browserDigest && found.provider === provider && found.expiresAt > now ? found.memoryCipher : undefined;
}
