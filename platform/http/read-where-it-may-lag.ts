import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
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

/**
 * Reads from the replica, if there is one that is young enough, and whoever asks did not change anything lately. Programs with a token
 * keep no cookies: nobody knows what they wrote, so they read from the primary. A replica that fails is passed over at once.
 */
export async function readWhereItMayLag<T>(context: Context, request: FastifyRequest, read: (context: Context) => Promise<T>): Promise<T> {
  const { replica } = context.platform;
  const isUncertain = request.cookies[COOKIE] !== undefined || request.headers.authorization !== undefined;
  const db = isUncertain ? undefined : replica?.database();
  if (!replica || !db) return read(context);
  try {
    const answer = await read({ ...context, platform: { ...context.platform, db } });
    replica.noteReading();
    return answer;
  } catch (error) {
    if (!isUnavailable(error) && (error as { code?: unknown }).code !== RECOVERY_CONFLICT) throw error;
    replica.distrust();
    return read(context);
  }
}
