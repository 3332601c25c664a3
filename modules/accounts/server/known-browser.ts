import { randomBytes } from 'node:crypto';
import { digestOfToken, newSecretToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { KNOWN_BROWSER_DAYS, KNOWN_BROWSERS } from '../contract/limits.ts';
import { changeToken, findKnownBrowser, type Holder, keepNewestBrowsers, storeKnownBrowser } from './known-browser-store.ts';

const DAY_MS = 86_400_000;

/** @returns the number under which the browser's tries are counted; undefined for a stranger's browser */
export async function recognize({ platform, now }: Context, browserToken: string | null | undefined, holder: Holder): Promise<string | undefined> {
  return browserToken ? findKnownBrowser(platform.db, digestOfToken(browserToken), holder, now) : undefined;
}

/**
 * After a complete sign-in the browser is known to the account (OWASP device cookie). Its token changes each time, for every
 * account that knows it, so that a copy taken earlier, or one planted in it, is worth nothing.
 * @returns the token for its cookie
 */
export async function rememberBrowser(
  tx: Transaction,
  { now }: Context,
  { accountId, sessionId, former }: { accountId: number; sessionId: string; former: string | null | undefined },
): Promise<string> {
  const token = newSecretToken();
  const tokenDigest = digestOfToken(token);
  if (former) await changeToken(tx, digestOfToken(former), tokenDigest, now);
  const id = randomBytes(12).toString('base64url');
  await storeKnownBrowser(tx, { id, accountId, tokenDigest, sessionId, now, expiresAt: new Date(now.getTime() + KNOWN_BROWSER_DAYS * DAY_MS) });
  await keepNewestBrowsers(tx, accountId, KNOWN_BROWSERS);
  return token;
}
