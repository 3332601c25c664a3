import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '#shared/errors.ts';
import { httpErrors } from './errors.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site makes a browser send. A browser names the page's origin on every such request and
 * it must be ours; a program that sends no origin must show that no form sent it (JSON, or the header `x-wotu-request`).
 * Requests with a bearer token carry no ambient right and pass. The cookie is SameSite=Strict besides.
 */
export function refuseCrossSite(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (!READING.has(request.method) && !request.headers.authorization && !isOwnRequest(request)) throw refuse(httpErrors.CROSS_SITE);
    done();
  });
}

function isOwnRequest(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  if (origin !== undefined) return origin === `${request.protocol}://${request.host}`;
  const type = String(request.headers['content-type'] ?? '')
    .split(';')[0]
    ?.trim();
  return type === 'application/json' || request.headers['x-wotu-request'] !== undefined;
}
