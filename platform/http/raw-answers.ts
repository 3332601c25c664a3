/**
 * What Node answers before any route or hook runs: bytes that are no HTTP, headers without end, requests that never come to an end,
 * expectations nobody can meet. They get the same headers as every other answer.
 */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type ErrorSpec, refuse } from '#shared/errors.ts';
import { httpErrors } from './errors.ts';
import { problemDocument } from './problems.ts';
import { newRequestId } from './request-log.ts';
import { BARE_HEADERS } from './security-headers.ts';

const REASONS: Record<number, string> = { 400: 'Bad Request', 408: 'Request Timeout', 417: 'Expectation Failed', 431: 'Request Header Fields Too Large' };
type Spec = ErrorSpec & { code: string };

function specOf(code: string | undefined): Spec {
  if (code === 'HPE_HEADER_OVERFLOW') return httpErrors.HEADERS_TOO_LARGE;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return httpErrors.REQUEST_TOO_SLOW;
  return httpErrors.REQUEST_MALFORMED;
}

function headersOf(body: string): Record<string, string> {
  return {
    ...BARE_HEADERS,
    'x-request-id': newRequestId(),
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
}

/** For fastify's `clientErrorHandler`. */
export function answerMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const refusal = refuse(specOf(error.code));
  const body = JSON.stringify(problemDocument(refusal));
  const lines = Object.entries(headersOf(body)).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${refusal.status} ${REASONS[refusal.status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Node refuses unknown expectations on its own, without our headers. */
export function answerExpectations(app: FastifyInstance): void {
  (app.server as Server).on('checkExpectation', (_request, response: ServerResponse) => {
    const body = JSON.stringify(problemDocument(refuse(httpErrors.EXPECTATION_UNKNOWN)));
    response.writeHead(417, headersOf(body)).end(body);
  });
}

/** HTTP/1.1 wants a host (RFC 9112, 3.2). */
export function refuseMissingHost(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.raw.httpVersion === '1.1' && !request.headers.host) throw refuse(httpErrors.REQUEST_MALFORMED);
    done();
  });
}
