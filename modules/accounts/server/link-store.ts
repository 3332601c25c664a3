import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';

export type LinkPurpose = 'setup' | 'invitation' | 'demonstration';

export interface OneTimeLink {
  purpose: LinkPurpose;
  /** null for the setup link */
  accountId: number | null;
}

/** A link that still works; looking does not use it up. */
export async function findLink(db: Database, tokenDigest: string, now: Date): Promise<OneTimeLink | undefined> {
  const { rows } =
    await sql<OneTimeLink>`select purpose, account_id as "accountId" from one_time_links where token_digest = ${tokenDigest} and used_at is null and expires_at > ${now}`.execute(
      db,
    );
  return rows[0];
}

/** Uses the link up; of two at the same moment one gets it. */
export async function consumeLink(tx: Transaction, tokenDigest: string, now: Date): Promise<OneTimeLink | undefined> {
  const { rows } =
    await sql<OneTimeLink>`update one_time_links set used_at = ${now} where token_digest = ${tokenDigest} and used_at is null and expires_at > ${now}
    returning purpose, account_id as "accountId"`.execute(tx);
  return rows[0];
}

/** The newest link replaces earlier ones of the same purpose and account. */
export async function replaceLink(tx: Transaction, link: OneTimeLink, tokenDigest: string, times: { now: Date; expiresAt: Date }): Promise<void> {
  await sql`delete from one_time_links where purpose = ${link.purpose} and account_id is not distinct from ${link.accountId} and used_at is null`.execute(tx);
  await sql`insert into one_time_links (token_digest, purpose, account_id, created_at, expires_at)
    values (${tokenDigest}, ${link.purpose}, ${link.accountId}, ${times.now}, ${times.expiresAt})`.execute(tx);
}
