import { randomBytes } from 'node:crypto';
import { digestOfToken, newSecretToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { Exchange } from '#platform/http/exchange.ts';
import { SECOND_STEP_MINUTES, SESSION_HOURS, SESSION_IDLE_MINUTES } from '../contract/limits.ts';
import type { Account } from './account-store.ts';
import { auditAccount } from './account-events.ts';
import { actorOf } from './actor-of.ts';
import { rememberBrowser } from './known-browser.ts';
import { isInForce, readPostsOf } from './post-store.ts';
import { restrictionOf } from './second-factor-rule.ts';
import { deleteSessionByToken, insertSession, type SessionTimes } from './session-store.ts';

export interface Browser {
  userAgent: string;
  /** token of a session that the new one takes the place of */
  formerToken: string | null;
  /** by which accounts may know it */
  browserToken?: string | null;
  /** identity provider that it comes from */
  provider?: string | null;
}

export interface StartedSession {
  /** for the cookie; not stored anywhere */
  token: string;
  /** for the cookie by which the browser is known from now on */
  browserToken: string | undefined;
  /** the context of the person from now on */
  context: Context;
  /** nothing is open until the code of the second factor comes */
  awaitsCode: boolean;
}

/**
 * Opens a session in the account's first post in force and writes it to the audit trail. Every way in ends here, so none
 * goes round the second factor: with one, the session opens nothing until `passSecondStep`. A complete one makes the browser
 * known, unless its holder has no password that could be guessed, or did not use it.
 */
export async function startSession(tx: Transaction, context: Context, account: Account, browser: Browser, way: string): Promise<StartedSession> {
  return openSession(tx, context, account, browser, { way, awaitsCode: account.hasSecondFactor });
}

/** After the code of the second factor. */
export async function startPassedSession(tx: Transaction, context: Context, account: Account, browser: Browser, way: string): Promise<StartedSession> {
  return openSession(tx, context, account, browser, { way, awaitsCode: false });
}

async function openSession(
  tx: Transaction,
  context: Context,
  account: Account,
  browser: Browser,
  { way, awaitsCode }: { way: string; awaitsCode: boolean },
): Promise<StartedSession> {
  const posts = (await readPostsOf(tx, [account.id])).filter((post) => isInForce(post, context.today));
  const post = posts[0] ?? null;
  const token = newSecretToken();
  const { now } = context;
  if (browser.formerToken) await deleteSessionByToken(tx, digestOfToken(browser.formerToken));
  const session = {
    id: randomBytes(12).toString('base64url'),
    accountId: account.id,
    postId: post?.id ?? null,
    standInId: null,
    temporaryAccessId: null,
    startedAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + (awaitsCode ? SECOND_STEP_MINUTES * 60_000 : SESSION_HOURS * 3_600_000)),
    origin: context.origin,
    userAgent: browser.userAgent,
    awaitsCode,
    provider: browser.provider ?? null,
  };
  await insertSession(tx, session, digestOfToken(token));
  const own: Context = { ...context, actor: actorOf(account, post, restrictionOf(context.platform.signIn, account, post, now)) };
  await auditAccount(tx, own, awaitsCode ? 'session.awaits-code' : 'session.started', account, { way });
  const isRemembered = !awaitsCode && account.passwordHash !== null && !browser.provider;
  const browserToken = isRemembered
    ? await rememberBrowser(tx, context, { accountId: account.id, sessionId: session.id, former: browser.browserToken })
    : undefined;
  return { token, browserToken, context: own, awaitsCode };
}

/** What a request tells of the browser it comes from. */
export function browserOf({ userAgent, sessionToken, browserToken }: Exchange): Browser {
  return { userAgent, formerToken: sessionToken, browserToken };
}

/** The instants that decide whether a session still lives. */
export function sessionTimes(now: Date): SessionTimes {
  return { now, idleSince: new Date(now.getTime() - SESSION_IDLE_MINUTES * 60_000) };
}
