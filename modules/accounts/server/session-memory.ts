import type { LiveSession } from './authenticator.ts';

/** A session as the last request that looked it up found it. */
export interface KeptSession {
  /** text of what its rights follow from */
  content: string;
  session: LiveSession;
  until: Date;
}

/** Who is at work in a minute fits several times over; some 4 kB each. */
const MOST_KEPT = 5000;

export interface SessionMemory {
  keep(tokenDigest: string, kept: KeptSession, now: Date): void;
  find(tokenDigest: string, now: Date): KeptSession | undefined;
  forget(tokenDigest: string): void;
}

/** Sessions that this process looked up within the last minute, by the digest of their token. What is remembered opens nothing: see ADR 0141. */
export function createSessionMemory(mostKept = MOST_KEPT): SessionMemory {
  const byDigest = new Map<string, KeptSession>();
  return {
    keep(tokenDigest, { content, session, until }, now) {
      byDigest.delete(tokenDigest);
      // nothing that only signing in needs
      byDigest.set(tokenDigest, { content, session: { ...session, account: { ...session.account, passwordHash: null } }, until });
      // those first in line were kept first, and nobody of them stays longer than a minute
      for (const [oldest, kept] of byDigest) {
        if (kept.until > now && byDigest.size <= mostKept) return;
        byDigest.delete(oldest);
      }
    },
    find(tokenDigest, now) {
      const kept = byDigest.get(tokenDigest);
      if (kept && kept.until > now) return kept;
      byDigest.delete(tokenDigest);
      return undefined;
    },
    forget: (tokenDigest) => void byDigest.delete(tokenDigest),
  };
}
