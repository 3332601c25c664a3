import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The little of HTTP that a handler may touch: the session cookie. Everything else is input and output. */
export interface Exchange {
  /** token of the session cookie, unchecked */
  sessionToken: string | null;
  /** what the browser says it is, for the list of own sessions */
  userAgent: string;
  startSession(token: string): void;
  clearSession(): void;
}

/** `wotu_session` of the console, `wotu_person` of the public pages: neither opens the other. */
export type SessionCookie = 'wotu_session' | 'wotu_person';

/** Browsers accept a `__Host-` cookie over HTTPS only, so a plain address gets the plain name. */
export function sessionCookieName(request: FastifyRequest, cookie: SessionCookie = 'wotu_session'): string {
  return request.protocol === 'https' ? `__Host-${cookie}` : cookie;
}

export function exchangeOf(request: FastifyRequest, reply: FastifyReply, cookie: SessionCookie = 'wotu_session'): Exchange {
  const name = sessionCookieName(request, cookie);
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  return {
    sessionToken: request.cookies[name] ?? null,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    startSession: (token) => void reply.setCookie(name, token, options),
    clearSession: () => void reply.clearCookie(name, options).header('clear-site-data', '"cache", "storage"'),
  };
}
