import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context, Platform } from '../context.ts';
import type { ReadReplica } from '../db/read-replica.ts';
import { isUnavailable } from '../db/unavailable.ts';

const COOKIE = 'wotu_written';
/** A replica that must replay what a reading still looks at ends the reading. */
const RECOVERY_CONFLICT = '40001';

/** Remembers at whoever sent the change, not in this process, that they changed something: the next reading may meet another process. */
export function noteOwnWrite(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  const { replica } = context.platform;
  if (!replica) return;
  reply.setCookie(COOKIE, '1', { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https', maxAge: replica.settleSeconds });
}

/** Whoever changed something a moment ago, where there is a replica: they look at the primary, and at no page that was kept for everybody. */
export function hasJustWritten({ cookies }: FastifyRequest): boolean {
  return cookies[COOKIE] !== undefined;
}

/**
 * Reads from the replica, if there is one that is young enough, and whoever asks did not change anything lately. Programs with a token
 * keep no cookies: nobody knows what they wrote, so they read from the primary. A replica that fails is passed over at once.
 */
export function readWhereItMayLag<T>(context: Context, request: FastifyRequest, read: (context: Context) => Promise<T>): Promise<T> {
  return readFrom(context, request, (replica) => asDatabase('db', replica.database()), read);
}

/** The same for a page for anybody, with the rights of the public pages. */
export function readPublicWhereItMayLag<T>(context: Context, request: FastifyRequest, read: (context: Context) => Promise<T>): Promise<T> {
  return readFrom(context, request, (replica) => asDatabase('portalDb', replica.portal()), read);
}

function asDatabase<D extends 'db' | 'portalDb'>(door: D, database: Platform[D] | undefined): Partial<Platform> | undefined {
  return database && { [door]: database };
}

async function readFrom<T>(
  context: Context,
  request: FastifyRequest,
  databaseOf: (replica: ReadReplica) => Partial<Platform> | undefined,
  read: (context: Context) => Promise<T>,
): Promise<T> {
  const { replica } = context.platform;
  const isUncertain = hasJustWritten(request) || request.headers.authorization !== undefined;
  const database = isUncertain || !replica ? undefined : databaseOf(replica);
  if (!replica || !database) return read(context);
  try {
    const answer = await read({ ...context, platform: { ...context.platform, ...database } });
    replica.noteReading();
    return answer;
  } catch (error) {
    if (!isUnavailable(error) && (error as { code?: unknown }).code !== RECOVERY_CONFLICT) throw error;
    replica.distrust();
    return read(context);
  }
}
