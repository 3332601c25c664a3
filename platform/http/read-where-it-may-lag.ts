import '@fastify/cookie';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { districtOf } from '#shared/division-code.ts';
import type { Route } from '#shared/route.ts';
import type { Context, Platform } from '../context.ts';
import type { ReadReplica } from '../replica/read-replica.ts';
import { isUnavailable } from '../db/unavailable.ts';

const COOKIE = 'wotu_written';
/** A replica that must replay what a reading still looks at ends the reading. */
const RECOVERY_CONFLICT = '40001';
/** A gathered copy does not hold all that there is, and is written by nobody. */
const FORBIDDEN = '42501';

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

/**
 * Whether the answer may have to wait until a copy shows what whoever asks wrote. Nobody keeps a connection of the primary meanwhile:
 * ten who wait would keep everybody else waiting.
 */
export function mayWait({ replica }: Platform, { cookies, headers }: FastifyRequest, { mayLag, gathers }: Pick<Route, 'mayLag' | 'gathers'>): boolean {
  const isElsewhere = replica?.isGathered() === true && (mayLag === true || gathers !== undefined);
  return isElsewhere && (cookies[COOKIE] !== undefined || headers.authorization !== undefined);
}

/** Whether the answer may come from the replica: always, or for who sees several counties, whose shards would all be asked. */
export function mayBeElsewhere({ actor, platform }: Context, { mayLag, gathers }: Pick<Route, 'mayLag' | 'gathers'>): boolean {
  if (mayLag || !gathers) return mayLag === true;
  const { from, to } = actor.range;
  return platform.replica?.isGathered() === true && to > from && districtOf(from) !== districtOf(to - 1);
}

/**
 * Reads from the replica, if there is one that is young enough, and whoever asks did not change anything lately, or the replica shows it by now.
 * Programs with a token keep no cookies: nobody knows what they wrote. A replica that fails is passed over at once.
 */
export function readElsewhere<T>(
  context: Context,
  request: FastifyRequest,
  { gathers }: Pick<Route, 'gathers'>,
  read: (context: Context) => Promise<T>,
): Promise<T> {
  const isBeside = gathers === 'besideWriting';
  return readFrom({ context, request, isBeside }, (replica) => asDatabase(isBeside ? 'gathered' : 'db', replica.database()), read);
}

/** A reading of what may lie in any county: from a copy that gathers them, where there is one. */
export function readGathered<T>(context: Context, request: FastifyRequest, read: (context: Context) => Promise<T>): Promise<T> {
  return context.platform.replica?.isGathered() ? readElsewhere(context, request, {}, read) : read(context);
}

/** The same for a page for anybody. */
export function readPublicGathered<T>(context: Context, request: FastifyRequest, read: (context: Context) => Promise<T>): Promise<T> {
  return context.platform.replica?.isGathered() ? readPublicWhereItMayLag(context, request, read) : read(context);
}

/** A page for anybody that may lag, with the rights of the public pages. */
export function readPublicWhereItMayLag<T>(context: Context, request: FastifyRequest, read: (context: Context) => Promise<T>): Promise<T> {
  return readFrom({ context, request, isBeside: false }, (replica) => asDatabase('portalDb', replica.portal()), read);
}

function asDatabase<D extends 'db' | 'portalDb' | 'gathered'>(door: D, database: Platform[D] | undefined): Partial<Platform> | undefined {
  return database && { [door]: database };
}

interface Asking {
  context: Context;
  request: FastifyRequest;
  /** what was begun may have written something: it is not begun again */
  isBeside: boolean;
}

async function readFrom<T>(
  { context, request, isBeside }: Asking,
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
    const { code } = error as { code?: unknown };
    if (!isUnavailable(error) && code !== RECOVERY_CONFLICT && !(code === FORBIDDEN && replica.isGathered())) throw error;
    replica.noteFailure(code === FORBIDDEN ? 'notHere' : 'down');
    if (isBeside) throw error;
    return read(context);
  }
}

async function showsOwnWrites(replica: ReadReplica, { cookies, headers }: FastifyRequest): Promise<boolean> {
  const write = cookies[COOKIE];
  if (write === undefined && headers.authorization === undefined) return true;
  return replica.catchUp(write).catch(() => false);
}
