import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, refuse } from '#shared/errors.ts';
import { accessErrors } from '../access/errors.ts';
import { isCollision } from '../db/collision.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { httpErrors } from './errors.ts';
import { sendPage } from './forms.ts';
import { BARE_HEADERS } from './security-headers.ts';

/** A database that was ended is back within this time, as a rule. */
const TRY_AGAIN_SECONDS = 5;
/** What took too long would do so again at once; the crowd that slowed it down may be gone. */
const TRY_SLOW_AGAIN_SECONDS = 30;
/** PostgreSQL's word for a statement that was ended by `WOTU_STATEMENT_SECONDS`. */
const CUT_OFF = '57014';

const UNEXPECTED = 500;

/** Words and a way on for people, where a program gets a problem document. */
export interface ProblemPages {
  /** for an address that nothing answers */
  unknown(request: FastifyRequest): string;
  /** for what was not done, and why */
  refused(request: FastifyRequest, message: string): string;
}

/**
 * RFC 9457 problems: refusals with their Chinese text, anything else as a reference number without inner detail.
 * @param permissionNames Chinese names of the verbs, for people who lack one
 * @param pages what a browser is shown instead
 */
export function answerWithProblems(app: FastifyInstance, permissionNames: Readonly<Record<string, string>> = {}, pages?: ProblemPages): void {
  app.setNotFoundHandler((request, reply) =>
    pages && request.method === 'GET' && isBrowsing(request)
      ? sendPage(reply, pages.unknown(request), 404)
      : sendRefusal(reply, refuse(httpErrors.PATH_UNKNOWN)),
  );
  app.setErrorHandler((error, request, reply) => {
    const refusal = asRefusal(error, permissionNames);
    if (!refusal) request.log.error({ error }, 'unexpected error');
    const title = refusal?.message ?? `系统出现意外错误，您的操作没有生效。请稍后再试；如仍不行，请把编号 ${request.id} 告诉管理员。`;
    if (pages && isBrowsing(request)) return sendPage(tellWhen(reply, refusal), pages.refused(request, title), refusal?.status ?? UNEXPECTED);
    if (refusal) return sendRefusal(reply, refusal);
    return reply
      .code(UNEXPECTED)
      .type('application/problem+json')
      .header('cache-control', 'no-store')
      .send({ type: 'about:blank', title, status: UNEXPECTED, code: 'UNEXPECTED', reference: request.id });
  });
}

/** Somebody who followed or typed an address or pressed a button of a page, and no program of the interface. */
export function isBrowsing({ url, headers }: FastifyRequest): boolean {
  return !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

/** For addresses that no route can even be looked up for (broken escapes, endless parts): no hook runs for them, so the headers stand here. */
export function answerUnroutable(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ ...BARE_HEADERS, 'x-request-id': request.id });
  sendRefusal(reply, refuse(httpErrors.PATH_UNKNOWN));
}

/** What the frameworks below throw, in our words. */
function asRefusal(error: unknown, permissionNames: Readonly<Record<string, string>>): Refusal | undefined {
  if (error instanceof Refusal) return inPlainWords(error, permissionNames);
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (isCollision(error)) return refuse(httpErrors.COLLIDED);
  if (code === CUT_OFF) return refuse(httpErrors.STATEMENT_TOO_SLOW, { seconds: TRY_SLOW_AGAIN_SECONDS });
  if (isUnavailable(error)) return refuse(httpErrors.DATABASE_UNAVAILABLE, { seconds: TRY_AGAIN_SECONDS });
  if (isUnstorable(code)) return refuse(httpErrors.INPUT_INVALID, { fields: '含有无法保存的字符或过大的数字' });
  if (statusCode === 413) return refuse(httpErrors.FILE_TOO_LARGE, { limit: '50 MB' });
  if (statusCode === 406 || statusCode === 415) return refuse(httpErrors.FORMAT_UNSUPPORTED);
  if (statusCode === 404) return refuse(httpErrors.PATH_UNKNOWN);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return refuse(httpErrors.INPUT_INVALID, { fields: '请求格式' });
  return undefined;
}

function inPlainWords(refusal: Refusal, permissionNames: Readonly<Record<string, string>>): Refusal {
  const name = permissionNames[String(refusal.details['permission'])];
  return refusal.code === accessErrors.PERMISSION_MISSING.code && name ? refuse(accessErrors.PERMISSION_MISSING, { permission: name }) : refusal;
}

/** Zero bytes, half characters, numbers and dates beyond every range: right in form, but PostgreSQL cannot take them. */
function isUnstorable(code: string | undefined): boolean {
  return code !== undefined && ['22003', '22007', '22008', '22021', '22P02', '22P05'].includes(code);
}

/** When to come back, where the refusal knows. */
export function tellWhen(reply: FastifyReply, refusal: Refusal | undefined): FastifyReply {
  const seconds = refusal?.details['seconds'];
  return seconds === undefined ? reply : reply.header('retry-after', String(seconds));
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return tellWhen(reply, refusal).code(refusal.status).type('application/problem+json').header('cache-control', 'no-store').send(problemDocument(refusal));
}

/** The body of a refusal. */
export function problemDocument(refusal: Refusal): object {
  return {
    type: 'about:blank',
    title: refusal.message,
    status: refusal.status,
    code: refusal.code,
    details: refusal.details,
    errors: refusal.fields,
  };
}
