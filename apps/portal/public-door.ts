import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import { sendPage, typedIn } from '#platform/http/forms.ts';
import { type BindOptions, contextAt } from '#platform/http/bind-routes.ts';
import { isLoopback } from '#platform/http/metrics.ts';
import type { PublicDoor, PublicVisit } from '#platform/http/public-door.ts';
import { hasJustWritten, noteOwnWrite, readPublicWhereItMayLag } from '#platform/http/read-where-it-may-lag.ts';
import { displayModeOf } from '#shared/display-mode.ts';
import { Refusal } from '#shared/errors.ts';
import type { RequestClass } from '#shared/route.ts';
import { page, problemBox } from '#ui/portal/page.ts';
import { answerKept, keepSent, PLACE } from './keep-pages.ts';
import type { PageCache } from './page-cache.ts';
import { CHOICE_COOKIE, DISPLAY } from './person-door.ts';

const MOST_TYPED = 400;

/** The door behind which modules offer pages for anybody. A refusal becomes a page. With a cache, pages are rendered once for many, and may lag. */
export function openPublicDoor(app: FastifyInstance, options: BindOptions, cache?: PageCache): PublicDoor {
  return {
    get: (path, handler, onKept) =>
      void app.get(path, { onSend: cache ? [keepSent(cache)] : [] }, async (request, reply) => {
        const kept = cache && !hasJustWritten(request) ? answerKept(cache, request, reply) : undefined;
        if (kept) {
          onKept?.(contextAt(request, options, options.stranger), request.params as Record<string, string>);
          return kept;
        }
        return admit(visitOf(options, request, reply), options, { request, requestClass: 'search' }, (visit) =>
          cache ? readPublicWhereItMayLag(visit.context, request, (context) => handler({ ...visit, context })) : handler(visit),
        );
      }),
    post: (path, requestClass, handler) =>
      void app.post(path, async (request, reply) => {
        const visit = visitOf(options, request, reply);
        noteOwnWrite(visit.context, request, reply);
        return admit(visit, options, { request, requestClass }, () => handler({ ...visit, typed: typedIn(request.body) }));
      }),
  };
}

/** Counts the request; too many become a page. */
async function admit(
  visit: PublicVisit,
  options: BindOptions,
  { request, requestClass }: { request: FastifyRequest; requestClass: RequestClass },
  handler: (visit: PublicVisit) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    if (!isLoopback(request.ip)) await options.limitRequests(visit.context, requestClass);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(visit.reply, page('请稍后再试', html`<h1>请稍后再试</h1>${problemBox(error.message)}`, visit.frame), error.status);
  }
  return handler(visit);
}

function visitOf(options: BindOptions, request: FastifyRequest, reply: FastifyReply): PublicVisit {
  return {
    context: contextAt(request, options, options.stranger),
    reply,
    params: request.params as Record<string, string>,
    asked: askedIn(request.query),
    place: request.cookies[PLACE],
    rememberPlace: (code) => {
      if (request.cookies[PLACE] !== code) void reply.setCookie(PLACE, code, { ...CHOICE_COOKIE, secure: request.protocol === 'https' });
    },
    frame: frameOf(request),
  };
}

/** How a page for anybody is shown in this browser. */
export function frameOf(request: FastifyRequest): PublicVisit['frame'] {
  return { mode: displayModeOf(request.cookies[DISPLAY]), path: addressOf(request), isSignedIn: false };
}

function askedIn(query: unknown): Record<string, string> {
  const texts = Object.entries(query ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name, value.toWellFormed().replaceAll('\0', '').trim().slice(0, MOST_TYPED).toWellFormed()]));
}

/** The page's own address, written so that the switch of the display takes it for one of ours. A form comes back to the page it stands on. */
function addressOf(request: FastifyRequest): string {
  const path = (request.url.split('?')[0] ?? '/').replace(/\/objections$/, request.method === 'POST' ? '' : '$&');
  const query = Object.entries(askedIn(request.query))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
  return query === '' ? path : `${path}?${query}`;
}

/** Signs that addresses may hold as they are, but the switch of the display does not take. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}
