import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/access/actor.ts';
import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Platform } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { sessionCookieName } from '#platform/http/exchange.ts';
import { type Day, dayInChina } from '#shared/day.ts';
import { type Account, findAccount, findAccountByName } from './account-store.ts';
import { actorOf } from './actor-of.ts';
import { borrowedInUse, type BorrowedRights, readBorrowedRights } from './borrowed-rights.ts';
import { isInForce, type Post, readPostsOf } from './post-store.ts';
import { restrictionOf } from './second-factor-rule.ts';
import { findSignedIn, type SignedIn, storeSeen } from './session-store.ts';
import { sessionTimes } from './start-session.ts';
import { findAccountOfToken } from './token-store.ts';

/** How often a session's last sight is written down. */
const SEEN_EVERY_MS = 60_000;

/** A session with the post it acts in; null when that post is no longer held. */
export interface LiveSession extends SignedIn {
  post: Post | null;
  /** rights in use instead of the post's, while they last */
  borrowed: BorrowedRights | null;
}

/**
 * Who sends a request: a bearer token, else the session cookie. Rights are read anew with every request, so that a
 * disabled account or an ended post ends at once.
 */
export function createAuthenticator(platform: Platform): (request: FastifyRequest) => Promise<Actor | null> {
  return async (request) => {
    const now = platform.clock.now();
    const { authorization } = request.headers;
    if (authorization !== undefined) return actorOfBearer(platform.db, authorization, dayInChina(now));
    const cookie = request.cookies[sessionCookieName(request)];
    const session = cookie ? await findLiveSession(platform.db, cookie, now) : undefined;
    if (!session) return null;
    if (now.getTime() - session.stored.seenAt.getTime() >= SEEN_EVERY_MS) await storeSeen(platform.db, session.stored.id, now);
    const { account, post, borrowed } = session;
    return actorOf(account, post, restrictionOf(platform.signIn, account, borrowed?.post ?? post, now), borrowed);
  };
}

/** @returns undefined for a token that is unknown, lapsed, or of a disabled account */
export async function findLiveSession(db: Database, token: string, now: Date): Promise<LiveSession | undefined> {
  const found = await findSignedIn(db, digestOfToken(token), sessionTimes(now), dayInChina(now));
  if (!found) return undefined;
  const { stored, account, posts } = found;
  const hasChosen = stored.standInId !== null || stored.temporaryAccessId !== null;
  const borrowed = hasChosen ? borrowedInUse(await readBorrowedRights(db, account.id, now), stored) : null;
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
