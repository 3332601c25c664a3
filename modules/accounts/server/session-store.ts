import { sql } from 'kysely';
import type { Borrowed } from '#platform/access/actor.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { prepared } from '#platform/db/prepared.ts';
import type { Day } from '#shared/day.ts';
import type { Account } from './account-store.ts';
import { forgetBrowserOfSession, forgetBrowsersOf } from './known-browser-store.ts';
import type { Post } from './post-store.ts';

export interface StoredSession {
  id: string;
  accountId: number;
  postId: number | null;
  /** rights of another post, or beyond the own jurisdiction, in use instead of the post's */
  standInId: number | null;
  temporaryAccessId: number | null;
  startedAt: Date;
  seenAt: Date;
  expiresAt: Date;
  origin: string;
  userAgent: string;
  /** the password was right, the code is still to come: it opens nothing */
  awaitsCode: boolean;
  /** identity provider through which its holder came */
  provider: string | null;
}

const COLUMNS = sql.raw(
  `id, account_id as "accountId", post_id as "postId", stand_in_id as "standInId", temporary_access_id as "temporaryAccessId", started_at as "startedAt", seen_at as "seenAt", expires_at as "expiresAt", origin, user_agent as "userAgent", awaits_code as "awaitsCode", provider`,
);

export interface SessionTimes {
  now: Date;
  /** a session not seen since then has lapsed */
  idleSince: Date;
}

/** A session with whom it belongs to, as they stand now. */
export interface SignedIn {
  stored: StoredSession;
  account: Account;
  /** posts in force today, the oldest first */
  posts: Post[];
}

/** What the database says of a session with its account and posts. */
export interface SignedInRow {
  /** JSON of all that rights follow from: the same text, the same rights */
  content: string;
  seenAt: Date;
  passwordHash: string | null;
}

/** The live session of a token with its account and posts, in one round trip: every request asks. */
export async function readSignedIn(db: Database, tokenDigest: string, { now, idleSince }: SessionTimes, today: Day): Promise<SignedInRow | undefined> {
  const [row] = await askSignedIn(db, { tokenDigest, now: now.toISOString(), idleSince: idleSince.toISOString(), today });
  return row;
}

const askSignedIn = prepared<Record<'tokenDigest' | 'now' | 'idleSince' | 'today', string>, SignedInRow>(
  (place) => sql<SignedInRow>`
    select json_build_object(
      'stored', json_build_object('id', s.id, 'accountId', s.account_id, 'postId', s.post_id, 'standInId', s.stand_in_id, 'temporaryAccessId', s.temporary_access_id,
        'startedAt', s.started_at, 'expiresAt', s.expires_at, 'origin', s.origin, 'userAgent', s.user_agent, 'awaitsCode', s.awaits_code, 'provider', s.provider),
      'account', json_build_object('id', a.id, 'officeId', a.office_id, 'officeName', o.name, 'div', o.div, 'name', a.name, 'displayName', a.display_name, 'duty', a.duty,
        'passwordSetAt', a.password_set_at, 'demonstration', a.demonstration, 'disabledAt', null,
        'hasSecondFactor', exists (select 1 from second_factors f where f.account_id = a.id and f.confirmed_at is not null)),
      'posts', (select coalesce(json_agg(json_build_object('id', p.id, 'accountId', p.account_id, 'duty', p.duty, 'officeId', p.office_id, 'officeName', po.name, 'role', p.role,
          'div', p.div, 'level', p.level, 'beginsOn', p.begins_on, 'endsOn', p.ends_on, 'grantChanges', p.grant_changes) order by p.begins_on, p.id), '[]')
        from posts p join offices po on po.id = p.office_id
        where p.account_id = a.id and p.begins_on <= ${place('today')}::date and (p.ends_on is null or p.ends_on > ${place('today')}::date)))::text as content,
      s.seen_at as "seenAt", a.password_hash as "passwordHash"
    from sessions s join accounts a on a.id = s.account_id join offices o on o.id = a.office_id
    where s.token_digest = ${place('tokenDigest')} and s.expires_at > ${place('now')} and s.seen_at > ${place('idleSince')} and not s.awaits_code and a.disabled_at is null`,
);

export function signedInOf({ content, seenAt, passwordHash }: SignedInRow): SignedIn {
  const { stored, account, posts } = JSON.parse(content) as SignedInTexts;
  return {
    stored: { ...stored, startedAt: new Date(stored.startedAt), seenAt, expiresAt: new Date(stored.expiresAt) },
    account: { ...account, passwordHash, passwordSetAt: account.passwordSetAt === null ? null : new Date(account.passwordSetAt) },
    posts,
  };
}

export async function findSignedIn(db: Database, tokenDigest: string, times: SessionTimes, today: Day): Promise<SignedIn | undefined> {
  const row = await readSignedIn(db, tokenDigest, times, today);
  return row && signedInOf(row);
}

/** A session whose holder has still to type the code of the second step. */
export async function findAwaiting(
  db: Database | Transaction,
  tokenDigest: string,
  now: Date,
): Promise<Pick<StoredSession, 'accountId' | 'provider'> | undefined> {
  const { rows } = await sql<Pick<StoredSession, 'accountId' | 'provider'>>`select account_id as "accountId", provider from sessions
    where token_digest = ${tokenDigest} and awaits_code and expires_at > ${now}`.execute(db);
  return rows[0];
}

/** As JSON carries instants. */
interface SignedInTexts {
  stored: Omit<StoredSession, 'startedAt' | 'seenAt' | 'expiresAt'> & Record<'startedAt' | 'expiresAt', string>;
  account: Omit<Account, 'passwordHash' | 'passwordSetAt'> & { passwordSetAt: string | null };
  posts: Post[];
}

/** Live sessions of an account, the latest seen first. */
export async function readSessionsOf(db: Database, accountId: number, { now, idleSince }: SessionTimes): Promise<StoredSession[]> {
  const { rows } =
    await sql<StoredSession>`select ${COLUMNS} from sessions where account_id = ${accountId} and expires_at > ${now} and seen_at > ${idleSince} and not awaits_code order by seen_at desc`.execute(
      db,
    );
  return rows;
}

/** Starts a session and sweeps out the account's lapsed ones. */
export async function insertSession(tx: Transaction, session: StoredSession, tokenDigest: string): Promise<void> {
  await sql`delete from sessions where account_id = ${session.accountId} and expires_at <= ${session.startedAt}`.execute(tx);
  await sql`insert into sessions (id, token_digest, account_id, post_id, started_at, seen_at, expires_at, origin, user_agent, awaits_code, provider)
    values (${session.id}, ${tokenDigest}, ${session.accountId}, ${session.postId}, ${session.startedAt}, ${session.seenAt}, ${session.expiresAt}, ${session.origin}, ${session.userAgent}, ${session.awaitsCode}, ${session.provider})`.execute(
    tx,
  );
}

export async function storeSeen(db: Database, id: string, at: Date): Promise<void> {
  await sql`update sessions set seen_at = ${at} where id = ${id}`.execute(db);
}

/** From now on the session acts in an own post. */
export async function storePostInUse(tx: Transaction, id: string, postId: number): Promise<void> {
  await sql`update sessions set post_id = ${postId}, stand_in_id = null, temporary_access_id = null where id = ${id}`.execute(tx);
}

/** From now on the session acts with borrowed rights, and in its own post again when they end. */
export async function storeBorrowedInUse(tx: Transaction, id: string, { kind, id: borrowed }: { kind: Borrowed['kind']; id: number }): Promise<void> {
  const [standIn, access] = kind === 'standIn' ? [borrowed, null] : [null, borrowed];
  await sql`update sessions set stand_in_id = ${standIn}, temporary_access_id = ${access} where id = ${id}`.execute(tx);
}

/** @param forgets whether the browser that it was started in is no longer known. @returns false when the account has no such session */
export async function deleteSession(tx: Transaction, accountId: number, id: string, forgets: boolean): Promise<boolean> {
  if (forgets) await forgetBrowserOfSession(tx, accountId, id);
  const { numAffectedRows } = await sql`delete from sessions where account_id = ${accountId} and id = ${id}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function deleteSessionByToken(tx: Transaction, tokenDigest: string): Promise<void> {
  await sql`delete from sessions where token_digest = ${tokenDigest}`.execute(tx);
}

/** Whoever ends all sessions has a reason to trust no browser: none stays known. @param except a session that goes on */
export async function deleteSessionsOf(tx: Transaction, accountId: number, except: string | null = null): Promise<void> {
  await forgetBrowsersOf(tx, accountId);
  await sql`delete from sessions where account_id = ${accountId} and (${except}::text is null or id <> ${except})`.execute(tx);
}

/** Sessions that act in the post, in its holder's place too, and with its rights elsewhere. */
export async function deleteSessionsOfPost(tx: Transaction, postId: number): Promise<void> {
  await sql`delete from sessions where post_id = ${postId} or stand_in_id in (select id from stand_ins where post_id = ${postId})
    or temporary_access_id in (select id from temporary_accesses where post_id = ${postId})`.execute(tx);
}
