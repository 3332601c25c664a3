import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/access/actor.ts';
import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Platform } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import type { Recalled } from '#platform/http/beside-its-session.ts';
import { sessionCookieName } from '#platform/http/exchange.ts';
import { type Day, dayInChina } from '#shared/day.ts';
import { type Account, findAccount, findAccountByName } from './account-store.ts';
import { actorOf } from './actor-of.ts';
import { borrowedInUse, type BorrowedRights, readBorrowedRights } from './borrowed-rights.ts';
import { isInForce, type Post, readPostsOf } from './post-store.ts';
import { restrictionOf } from './second-factor-rule.ts';
import { createSessionMemory } from './session-memory.ts';
import { findSignedIn, readSignedIn, type SignedIn, signedInOf, type StoredSession, storeSeen } from './session-store.ts';
import { sessionTimes } from './start-session.ts';
import { findAccountOfToken } from './token-store.ts';

/** How often a session's last sight is written down; between, it is remembered. */
const SEEN_EVERY_MS = 60_000;

/** A session with the post it acts in; null when that post is no longer held. */
export interface LiveSession extends SignedIn {
  post: Post | null;
  /** rights in use instead of the post's, while they last */
  borrowed: BorrowedRights | null;
}

export interface Authenticator {
  /**
   * Who sends a request: a bearer token, else the session cookie. Rights are read anew with every request, so that a
   * disabled account or an ended post ends at once.
   */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** Who sends it if the session is as it was a moment ago, for what only reads; undefined for whoever is to be looked up first. */
  recall(request: FastifyRequest): Recalled | undefined;
}

export function createAuthenticator(platform: Platform): Authenticator {
  const memory = createSessionMemory();
  const read = (db: Database, digest: string, now: Date) => readSignedIn(db, digest, sessionTimes(now), dayInChina(now));
  return {
    async authenticate(request) {
      const now = platform.clock.now();
      const { authorization } = request.headers;
      if (authorization !== undefined) return actorOfBearer(platform.db, authorization, dayInChina(now));
      const cookie = request.cookies[sessionCookieName(request)];
      if (!cookie) return null;
      const digest = digestOfToken(cookie);
      const row = await read(platform.db, digest, now);
      if (!row) return null;
      const session = await liveSessionOf(platform.db, signedInOf(row), now);
      const isFresh = now.getTime() - row.seenAt.getTime() < SEEN_EVERY_MS;
      if (!isFresh) await storeSeen(platform.db, session.stored.id, now);
      const seenAt = isFresh ? row.seenAt : now;
      if (!hasChosen(session.stored)) memory.keep(digest, { content: row.content, session, until: new Date(seenAt.getTime() + SEEN_EVERY_MS) }, now);
      return actorOfSession(platform, session, now);
    },
    recall(request) {
      const cookie = request.cookies[sessionCookieName(request)];
      if (!cookie || request.headers.authorization !== undefined) return undefined;
      const now = platform.clock.now();
      const digest = digestOfToken(cookie);
      const kept = memory.find(digest, now);
      if (!kept) return undefined;
      return {
        actor: actorOfSession(platform, kept.session, now),
        async isUnchanged(db) {
          const isSame = (await read(db, digest, now))?.content === kept.content;
          if (!isSame) memory.forget(digest);
          return isSame;
        },
      };
    },
  };
}

function actorOfSession({ signIn }: Platform, { account, post, borrowed }: LiveSession, now: Date): Actor {
  return actorOf(account, post, restrictionOf(signIn, account, borrowed?.post ?? post, now), borrowed);
}

/** @returns undefined for a token that is unknown, lapsed, or of a disabled account */
export async function findLiveSession(db: Database, token: string, now: Date): Promise<LiveSession | undefined> {
  const found = await findSignedIn(db, digestOfToken(token), sessionTimes(now), dayInChina(now));
  return found && liveSessionOf(db, found, now);
}

/** Whether it uses rights of another post, or elsewhere: whether they still last, the row of the session alone does not say. */
function hasChosen({ standInId, temporaryAccessId }: StoredSession): boolean {
  return standInId !== null || temporaryAccessId !== null;
}

async function liveSessionOf(db: Database, found: SignedIn, now: Date): Promise<LiveSession> {
  const { stored, account, posts } = found;
  const borrowed = hasChosen(stored) ? borrowedInUse(await readBorrowedRights(db, account.id, now), stored) : null;
  return { ...found, post: posts.find((post) => post.id === stored.postId) ?? null, borrowed };
}

async function actorOfBearer(db: Database, authorization: string, today: Day): Promise<Actor | null> {
  const token = /^Bearer ([\w-]{20,100})$/i.exec(authorization)?.[1];
  const accountId = token ? await findAccountOfToken(db, digestOfToken(token), today) : undefined;
  const account = accountId === undefined ? undefined : await findAccount(db, accountId);
  return account ? actorOfAccount(db, account, today) : null;
}

/** The account in its first post in force; null when it is disabled. */
async function actorOfAccount(db: Database, account: Account, today: Day): Promise<Actor | null> {
  if (account.disabledAt) return null;
  const posts = await readPostsOf(db, [account.id]);
  return actorOf(account, posts.find((post) => isInForce(post, today)) ?? null, null);
}

/** For the command line's `--as`: the named account with its own rights. @returns null when there is none or it is disabled */
export async function findActorByAccount(db: Database, name: string, now: Date): Promise<Actor | null> {
  const account = await findAccountByName(db, name);
  return account ? actorOfAccount(db, account, dayInChina(now)) : null;
}
