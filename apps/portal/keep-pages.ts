import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { displayModeOf } from '#shared/display-mode.ts';
import { DISPLAY } from './person-door.ts';
import { encodingFor, type PageCache, type SentPage } from './page-cache.ts';

export const PLACE = 'wotu_place';

type OnSend = (request: FastifyRequest, reply: FastifyReply, payload: unknown) => Promise<unknown>;

/** All that a page for anybody depends on: such pages know nothing of who asks. */
function keyOf(request: FastifyRequest): string {
  const { cookies, host, protocol, url } = request;
  return [protocol, host, displayModeOf(cookies[DISPLAY]), cookies[PLACE] ?? '', url].join(' ');
}

/** @returns the reply when the page was kept; undefined when it is to be rendered */
export function answerKept(cache: PageCache, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const encoding = encodingFor(request.headers['accept-encoding']);
  const kept = cache.find(keyOf(request), encoding);
  if (!kept) return undefined;
  return isKnown(request, kept) ? withHeaders(reply, kept, encoding).code(304).send() : withHeaders(reply, kept, encoding).type(kept.type).send(kept.body);
}

/** Keeps whole pages that were found and set no cookie; the browser keeps them too, but asks each time whether they are still the same. */
export function keepSent(cache: PageCache): OnSend {
  return async (request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string' || reply.hasHeader('set-cookie')) return payload;
    const encoding = encodingFor(request.headers['accept-encoding']);
    const page = await cache.keep(keyOf(request), type, payload, encoding);
    withHeaders(reply, page, encoding);
    return page.body;
  };
}

/** Whoever changes something through this process makes all kept pages old. */
export function outdateOnChange(app: FastifyInstance, cache: PageCache): void {
  app.addHook('onResponse', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && reply.statusCode < 400) cache.outdate();
  });
}

function isKnown(request: FastifyRequest, { tag }: SentPage): boolean {
  return (request.headers['if-none-match'] ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === tag);
}

/** One address has several pages, by cookie: no cache between may give one to another. */
function withHeaders(reply: FastifyReply, { tag }: SentPage, encoding: string): FastifyReply {
  void reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'Accept-Encoding, Cookie');
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply;
}
