import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { apiTokenSchema, ownSessionSchema } from '../../contract/schemas.ts';
import { readSessionsOf } from '../session-store.ts';
import { sessionTimes } from '../start-session.ts';
import { readTokensOf } from '../token-store.ts';
import { requireSession } from './get-session.ts';

/** Where the person is signed in now. */
export async function listOwnSessions(context: Context, token: string | null): Promise<z.output<typeof ownSessionSchema>[]> {
  const own = await requireSession(context, token);
  const sessions = await readSessionsOf(context.platform.db, own.account.id, sessionTimes(context.now));
  return sessions.map(({ id, startedAt, seenAt, origin, userAgent }) => ({
    id,
    current: id === own.stored.id,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    origin,
    userAgent,
  }));
}

/** The tokens that act as the person. */
export async function listOwnTokens(context: Context): Promise<z.output<typeof apiTokenSchema>[]> {
  const tokens = await readTokensOf(context.platform.db, Number(context.actor.id));
  return tokens.map(({ id, createdAt, expiresOn, revokedAt }) => ({
    id,
    createdAt: createdAt.toISOString(),
    expiresOn,
    inForce: revokedAt === null && expiresOn > context.today,
  }));
}
