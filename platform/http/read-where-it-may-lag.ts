import '@fastify/cookie';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { districtOf } from '#shared/division-code.ts';
import type { Route } from '#shared/route.ts';
import type { Context, Platform } from '../context.ts';
import type { ReadReplica } from '../replica/read-replica.ts';
import { isUnavailable } from '../db/unavailable.ts';

const COOKIE = 'wotu_written';
/** A replica that must replay what a reading still looks at ends the reading; and a copy does not hold all that there is. */
const NOT_HERE = new Set<unknown>(['40001', '42501', '42P01']);

/** Remembers at whoever sent the change, not in this process, that they changed something: the next reading may meet another process. */
export function noteOwnWrite(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  const { replica } = context.platform;
  if (!replica) return;
  reply.setCookie(COOKIE, randomUUID(), { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https', maxAge: replica.settleSeconds });
}

/** Whoever changed something a moment ago, where there is a replica: they look at the primary, and at no page that was kept for everybody. */
export function hasJustWritten({ cookies }: FastifyRequest): boolean {
  return cookies[COOKIE] !== undefined;
}

/** Whether the answer may come from the replica: always, or for who sees several counties, whose shards would all be asked. */
export function mayBeElsewhere({ actor, platform }: Context, { mayLag, gathers }: Route): boolean {
  if (mayLag || !gathers) return mayLag === true;
  const { from, to } = actor.range;
  return platform.replica?.isGathered() === true && to > from && districtOf(from) !== districtOf(to - 1);
}

/**
 * Reads from the replica, if there is one that is young enough, and whoever asks did not change anything lately, or the replica shows it by now.
 * Programs with a token keep no cookies: nobody knows what they wrote. A replica that fails is passed over at once.
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
  const database = replica && databaseOf(replica);
  if (!replica || !database || !(await showsOwnWrites(replica, request))) return read(context);
  try {
    const answer = await read({ ...context, platform: { ...context.platform, ...database } });
    replica.noteReading();
    return answer;
  } catch (error) {
    if (!isUnavailable(error) && !NOT_HERE.has((error as { code?: unknown }).code)) throw error;
    replica.distrust();
    return read(context);
  }
}

async function showsOwnWrites(replica: ReadReplica, { cookies, headers }: FastifyRequest): Promise<boolean> {
  const write = cookies[COOKIE];
  if (write === undefined && headers.authorization === undefined) return true;
  return replica.catchUp(write).catch(() => false);
}
