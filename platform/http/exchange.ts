import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The little of HTTP that a handler may touch: the cookies of the session and of the browser. Everything else is input and output. */
export interface Exchange {
  /** token of the session cookie, unchecked */
  sessionToken: string | null;
  /** what the browser says it is, for the list of own sessions */
  userAgent: string;
  /** token of the cookie by which accounts may know the browser, unchecked */
  browserToken: string | null;
  startSession(session: { token: string; browserToken: string | undefined }): void;
  /** By this it is known from now on; it opens nothing. */
  rememberBrowser(token: string): void;
  clearSession(): void;
}

/** `wotu_session` of the console, `wotu_person` of the public pages: neither opens the other. */
export type SessionCookie = 'wotu_session' | 'wotu_person';

/** Browsers accept a `__Host-` cookie over HTTPS only, so a plain address gets the plain name. */
export function sessionCookieName(request: FastifyRequest, cookie: SessionCookie = 'wotu_session'): string {
  return hostName(request, cookie);
}

function hostName({ protocol }: FastifyRequest, cookie: string): string {
  return protocol === 'https' ? `__Host-${cookie}` : cookie;
}

/** Beside each session cookie one that outlives it. Two, so that nothing links somebody's account at work with the one at home. */
const BROWSER_COOKIES = { wotu_session: 'wotu_browser', wotu_person: 'wotu_person_browser' } as const satisfies Record<SessionCookie, string>;
const BROWSER_DAYS = 180;

export function exchangeOf(request: FastifyRequest, reply: FastifyReply, cookie: SessionCookie = 'wotu_session'): Exchange {
  const name = hostName(request, cookie);
  const browserName = hostName(request, BROWSER_COOKIES[cookie]);
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  const rememberBrowser = (token: string) => void reply.setCookie(browserName, token, { ...options, maxAge: BROWSER_DAYS * 86_400 });
  return {
    sessionToken: request.cookies[name] ?? null,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    browserToken: request.cookies[browserName] ?? null,
    startSession({ token, browserToken }) {
      void reply.setCookie(name, token, options);
      if (browserToken !== undefined) rememberBrowser(browserToken);
    },
    rememberBrowser,
    clearSession: () => void reply.clearCookie(name, options).header('clear-site-data', '"cache", "storage"'),
  };
}
