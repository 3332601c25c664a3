import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';

type LogStream = { write(line: string): void };

/**
 * Settings of the log: one line per request with its number, path and time. Never in it: query strings (searched names),
 * bodies, cookies, tokens, the secret part of one-time links.
 */
export function requestLog(stream: LogStream | false): FastifyServerOptions['logger'] {
  if (!stream) return false;
  return {
    level: 'info',
    stream,
    redact: { paths: ['req.headers', 'headers', '*.password', '*.token', '*.parameters'], remove: true },
    serializers: {
      req: (request: { method: string; url: string; ip: string }) => ({ method: request.method, path: loggedPath(request.url), from: request.ip }),
      error: (error: Error & { code?: string }) => ({
        name: error.name,
        code: error.code,
        message: loggedMessage(error),
        stack: error.stack?.split('\n').slice(1).join('\n'),
      }),
    },
  };
}

/** Writes that line when the answer is out. Files of the console are not worth one. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    if (!request.url.startsWith('/console/assets/')) request.log.info({ req: request, status: reply.statusCode, milliseconds }, 'answered');
    done();
  });
}

/** The path without what could name a person or open a door. */
export function loggedPath(url: string): string {
  return (url.split('?')[0] ?? '').replace(/^\/welcome\/[^/]+/, '/welcome/…');
}

/** Database errors quote the offending values; only their kind is logged. */
function loggedMessage(error: Error & { code?: string }): string {
  return /^[0-9A-Z]{5}$/.test(error.code ?? '') ? `database error ${error.code}` : error.message;
}

/** Numbers of requests: unguessable, so that a reference number tells nothing. */
export function newRequestId(): string {
  return randomUUID();
}
