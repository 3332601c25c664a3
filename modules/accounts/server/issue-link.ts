import { digestOfToken, newSecretToken } from '#platform/auth/secret-token.ts';
import type { Transaction } from '#platform/db/database.ts';
import { LINK_HOURS } from '../contract/limits.ts';
import { type OneTimeLink, replaceLink } from './link-store.ts';

export interface IssuedLink {
  /** path of this server: `/welcome/…`; shown once */
  path: string;
  expiresAt: Date;
}

/** Makes a link that works once; an earlier unused one for the same purpose stops working. */
export async function issueLink(tx: Transaction, link: OneTimeLink, now: Date): Promise<IssuedLink> {
  const token = newSecretToken();
  const expiresAt = new Date(now.getTime() + LINK_HOURS[link.purpose] * 3_600_000);
  await replaceLink(tx, link, digestOfToken(token), { now, expiresAt });
  return { path: `/welcome/${token}`, expiresAt };
}
