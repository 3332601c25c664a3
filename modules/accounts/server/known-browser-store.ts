import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';

/** Whose browser it would be, as the person who signs in says it. */
export type Holder = { account: string } | { accountId: number } | { phoneIndex: string };

function idOf(holder: Holder): RawBuilder<number> {
  if ('account' in holder) return sql`(select id from accounts where name = ${holder.account.trim().toLowerCase()})`;
  return 'phoneIndex' in holder ? sql`(select account_id from persons where phone_index = ${holder.phoneIndex})` : sql`${holder.accountId}`;
}

/** @returns the browser's number with this account; undefined for a stranger's browser. One question, whether there is such a holder or not */
export async function findKnownBrowser(db: Database, tokenDigest: string, holder: Holder, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from known_browsers where token_digest = ${tokenDigest} and account_id = ${idOf(holder)} and expires_at > ${now}`.execute(db);
  return rows[0]?.id;
}

/** All accounts that know the browser know it by its new token from now on. */
export async function changeToken(tx: Transaction, former: string, next: string, now: Date): Promise<void> {
  await sql`update known_browsers set token_digest = ${next} where token_digest = ${former} and expires_at > ${now}`.execute(tx);
}

export interface KnownBrowser {
  id: string;
  accountId: number;
  tokenDigest: string;
  sessionId: string;
  now: Date;
  expiresAt: Date;
}

/** One that is known keeps its number, and with it its counters. */
export async function storeKnownBrowser(tx: Transaction, { id, accountId, tokenDigest, sessionId, now, expiresAt }: KnownBrowser): Promise<void> {
  await sql`insert into known_browsers (id, account_id, token_digest, session_id, made_at, used_at, expires_at)
    values (${id}, ${accountId}, ${tokenDigest}, ${sessionId}, ${now}, ${now}, ${expiresAt})
    on conflict (account_id, token_digest) do update set session_id = excluded.session_id, used_at = excluded.used_at, expires_at = excluded.expires_at`.execute(
    tx,
  );
}

/** The longest unused give way. */
export async function keepNewestBrowsers(tx: Transaction, accountId: number, most: number): Promise<void> {
  await sql`delete from known_browsers where id in
    (select id from known_browsers where account_id = ${accountId} order by used_at desc, id offset ${most}::int)`.execute(tx);
}

export async function forgetBrowsersOf(tx: Transaction, accountId: number): Promise<void> {
  await sql`delete from known_browsers where account_id = ${accountId}`.execute(tx);
}

/** The browser that a session was started in. */
export async function forgetBrowserOfSession(tx: Transaction, accountId: number, sessionId: string): Promise<void> {
  await sql`delete from known_browsers where account_id = ${accountId} and session_id = ${sessionId}`.execute(tx);
}

/** For the holder: which browsers are known, the latest used first. */
export async function readKnownBrowsers(db: Database, accountId: number, now: Date): Promise<{ madeAt: Date; usedAt: Date; expiresAt: Date }[]> {
  const { rows } = await sql<{ madeAt: Date; usedAt: Date; expiresAt: Date }>`
    select made_at as "madeAt", used_at as "usedAt", expires_at as "expiresAt" from known_browsers
    where account_id = ${accountId} and expires_at > ${now} order by used_at desc, id`.execute(db);
  return rows;
}
