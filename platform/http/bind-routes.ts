import { createHash } from 'node:crypto';
import '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal, refuse } from '#shared/errors.ts';
import { inputInWords } from '#shared/input-words.ts';
import {
  type ContentReply,
  type FileReply,
  type RequestClass,
  type Route,
  type RouteInput,
  type RouteOutput,
  onlyReads,
  requestClassOf,
  takesIdempotencyKey,
} from '#shared/route.ts';
import { dayInChina } from '#shared/day.ts';
import type { Actor } from '../access/actor.ts';
import { accessErrors } from '../access/errors.ts';
import { can } from '../access/jurisdiction.ts';
import { noteRefusal } from '../audit/note-refusal.ts';
import type { Context, Platform } from '../context.ts';
import { oncePerKey, readKey } from '../idempotency/once-per-key.ts';
import type { LimitRequests } from '../limits/limit-requests.ts';
import { besideItsSession, type Recalled } from './beside-its-session.ts';
import { httpErrors } from './errors.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { isLoopback } from './metrics.ts';
import { mayBeElsewhere, mayWait, noteOwnWrite, readElsewhere } from './read-where-it-may-lag.ts';
import { sendFile } from './send-file.ts';
import type { RouteRegistry } from './route-registry.ts';
import { surelyFits } from './surely-fits.ts';
import { traceUseCase } from './trace-requests.ts';

/** Answers one operation; the bind checks rights and shapes before and after. Only sign-in touches the exchange. */
export type Handler<T extends Route> = (context: Context, input: RouteInput<T>, exchange: Exchange) => Promise<RouteOutput<T>>;
/** One handler per row of a route table: a missing one does not compile. */
export type Handlers<T extends Record<string, Route>> = { [K in keyof T]: Handler<T[K]> };

export interface BindOptions {
  platform: Platform;
  /** who sends the request, from its session cookie or bearer token; null for a stranger */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /** who sends it, as this process saw them a moment ago: what only reads begins with that (ADR 0141) */
  recall?(request: FastifyRequest): Recalled | undefined;
  /** the actor of public operations */
  stranger: Actor;
  /** how often somebody may ask what; the machine itself is exempt */
  limitRequests: LimitRequests;
  /** gathers the routes for the API document */
  registry: RouteRegistry;
}

/** Binds a module's route table. The order of guards is: session, limit of requests, permission, shapes, handler, shape of the answer. */
export function bindRoutes<T extends Record<string, Route>>(app: FastifyInstance, options: BindOptions, routes: T, handlers: Handlers<T>): void {
  for (const [name, route] of Object.entries(routes)) {
    const handler = handlers[name as keyof T] as unknown as Handler<Route>;
    const shaped = route.response === 'file' ? undefined : answersOf(route.response);
    options.registry.add(name, route);
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
        const answer = (context: Context, input: RouteInput<Route>) => {
          const answerFrom = (own: Context) => traceUseCase(request, name, () => handler(own, input, exchangeOf(request, reply)));
          return mayBeElsewhere(context, route) ? readElsewhere(context, request, route, answerFrom) : answerFrom(context);
        };
        const inOrder = async (weight = 1) => {
          const context = await contextOf(request, options, route.permission, requestClassOf(route), weight);
          const input = await inputOf(request, route);
          if (!shaped) return sendFile(request, reply, (await notingRefusals(context, route, () => answer(context, input))) as FileReply | ContentReply);
          const asked = { context, request, reply, route, input };
          const given = notingRefusals(context, route, () => answerOnce(asked, async (own) => shaped(await answer(own, input))));
          return route.method === 'GET' ? given : given.finally(() => noteOwnWrite(context, request, reply));
        };
        if (!shaped || !onlyReads(route) || mayWait(options.platform, request, route)) return inOrder();
        return ahead({ request, options, route, inOrder }, async (own) => shaped(await answer(own, await inputOf(request, route))));
      },
    });
  }
}

interface Reading {
  request: FastifyRequest;
  options: BindOptions;
  route: Route;
  /** with the session first. @param weight what the request counts for */
  inOrder(weight?: 0 | 1): Promise<unknown>;
}

/** A reading of somebody whom this process saw a moment ago, beside the look at the session. Everything else is answered in order. */
async function ahead({ request, options, route, inOrder }: Reading, answer: (context: Context) => Promise<unknown>): Promise<unknown> {
  const recalled = options.recall?.(request);
  if (!recalled || (route.permission !== 'session' && !can(recalled.actor, route.permission))) return inOrder();
  const context = contextAt(request, options, recalled.actor);
  const give = await besideItsSession(context.platform.db, recalled, async (db) => {
    await count(context, options, requestClassOf(route));
    return answer({ ...context, platform: { ...context.platform, db } });
  });
  return give ? notingRefusals(context, route, async () => give()) : inOrder(0);
}

/** The use case of a request. @throws NOT_SIGNED_IN, ACCOUNT_TOO_BUSY, ADDRESS_TOO_BUSY, PERMISSION_MISSING */
export async function contextOf(
  request: FastifyRequest,
  options: BindOptions,
  permission: string,
  requestClass: RequestClass,
  weight?: number,
): Promise<Context> {
  const actor = await options.authenticate(request);
  if (!actor && permission !== 'public') throw refuse(accessErrors.NOT_SIGNED_IN);
  const context = contextAt(request, options, actor ?? options.stranger);
  await count(context, options, requestClass, weight);
  if (actor && permission !== 'public' && permission !== 'session' && !can(actor, permission)) {
    const refusal = refuse(accessErrors.PERMISSION_MISSING, { permission });
    await noteRefusal(context, refusal, permission);
    throw refusal;
  }
  return context;
}

async function count(context: Context, { limitRequests }: BindOptions, requestClass: RequestClass, weight?: number): Promise<void> {
  if (!isLoopback(context.origin)) await limitRequests(context, requestClass, weight);
}

/** The same for pages that find out themselves who is there. */
export function contextAt(request: FastifyRequest, { platform }: BindOptions, actor: Actor): Context {
  const now = platform.clock.now();
  return { platform, actor, now, today: dayInChina(now), requestId: request.id, origin: request.ip };
}

/** An answer as its schema lets it out: fields that it does not name stay in. @throws ZodError for an answer that is none */
function answersOf(schema: z.ZodType): (answer: unknown) => unknown {
  const fits = surelyFits(schema);
  return (answer) => (fits(answer) ? answer : schema.parse(answer));
}

/** What a use case refuses for want of a right is a matter for the audit administrator as well. */
async function notingRefusals<T>(context: Context, route: Route, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.status === 403) await noteRefusal(context, error, String(error.details['permission'] ?? route.permission));
    throw error;
  }
}

interface Asked {
  context: Context;
  request: FastifyRequest;
  reply: FastifyReply;
  route: Route;
  input: RouteInput<Route>;
}

/** With an `Idempotency-Key`, an operation that changes something is carried out once and its answer given again. */
async function answerOnce({ context, request, reply, route, input }: Asked, act: (context: Context) => Promise<unknown>): Promise<unknown> {
  const key = takesIdempotencyKey(route) ? readKey(request.headers['idempotency-key']) : undefined;
  if (key === undefined) return act(context);
  const content = { ...input, file: input.file && { name: input.file.name, digest: createHash('sm3').update(input.file.bytes).digest('hex') } };
  const { answer, isRepeated } = await oncePerKey(context, { key, operation: `${route.method} ${route.path}`, input: content }, async (own) => ({
    answer: await act(own),
    isKept: !reply.hasHeader('set-cookie'),
  }));
  if (isRepeated) reply.header('idempotency-replayed', 'true');
  return answer;
}

async function inputOf(request: FastifyRequest, route: Route): Promise<RouteInput<Route>> {
  const input = {
    params: parse(route.params, request.params, 'params'),
    query: parse(route.query, request.query, 'query'),
    body: route.upload ? undefined : parse(route.body, request.body, 'body'),
  };
  if (!route.upload) return input as RouteInput<Route>;
  const part = await request.file();
  if (!part) throw refuse(httpErrors.FILE_MISSING);
  const bytes = await part.toBuffer();
  return { ...input, file: { name: part.filename, bytes } } as RouteInput<Route>;
}

function parse(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {}, { error: inputInWords });
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => ({
    path: [part === 'body' ? '' : part, ...issue.path.map(String)].filter(Boolean).join('.'),
    message: issue.message,
  }));
  throw refuse(httpErrors.INPUT_INVALID, { fields: fields.map(({ path, message }) => `${path}（${message}）`).join('、') }, fields);
}
