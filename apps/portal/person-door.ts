import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import { findPersonVisit, type PersonVisit } from '#modules/accounts/server/public.ts';
import { type Actor, grantsOf } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { type BindOptions, contextAt } from '#platform/http/bind-routes.ts';
import { type Exchange, exchangeOf } from '#platform/http/exchange.ts';
import { isLoopback } from '#platform/http/metrics.ts';
import { sendPage, type Typed, typedIn } from '#platform/http/forms.ts';
import type { PersonDoor, PersonHandler, PersonHat, PersonRequest } from '#platform/http/person-door.ts';
import { Refusal } from '#shared/errors.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { noteOwnWrite, readGathered } from '#platform/http/read-where-it-may-lag.ts';
import { displayModeOf } from '#shared/display-mode.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { type Frame, page, problemBox } from '#ui/portal/page.ts';

export const DISPLAY = 'wotu_display';
const YEAR_SECONDS = 31_536_000;
/** How a browser keeps what somebody chose, for a year. */
export const CHOICE_COOKIE = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS } as const;
/** What everybody may do who signed in by telephone: apply, take part, and follow what is theirs. Commands reach no further than that (`side: 'own'`). */
const PERSON_GRANTS = grantsOf(['filing.apply', 'activity.join', 'volunteer.self', 'need.own']);

/** A request to the public pages, signed in or not. */
export interface Visit {
  context: Context;
  exchange: Exchange;
  request: FastifyRequest;
  reply: FastifyReply;
  typed: Typed;
  person: PersonVisit | undefined;
  frame: Frame;
}

/** Binds a page that finds out itself who is there. */
export function boundPage(options: BindOptions, answer: (visit: Visit) => Promise<FastifyReply>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const exchange = exchangeOf(request, reply, 'wotu_person');
    const stranger = contextAt(request, options, options.stranger);
    const person = await findPersonVisit(stranger, exchange.sessionToken);
    const context = { ...stranger, actor: person ? actorOf(person, options.stranger) : options.stranger };
    if (!isLoopback(request.ip)) await options.limitRequests(context, request.method === 'GET' ? 'read' : 'write');
    if (request.method !== 'GET') noteOwnWrite(context, request, reply);
    const frame = { mode: displayModeOf(request.cookies[DISPLAY]), path: pathOf(request), isSignedIn: person !== undefined };
    return answer({ context, exchange, request, reply, typed: typedIn(request.body), person, frame });
  };
}

function actorOf(person: PersonVisit, stranger: Actor): Actor {
  const range = rangeOf(NATION_KEY, 'nation');
  return { ...stranger, id: String(person.id), name: person.displayName, divisionLevel: 'nation', range, grants: PERSON_GRANTS };
}

/** A form comes back to the page it stands on. */
function pathOf(request: FastifyRequest): string {
  return request.method === 'GET' ? request.url : (request.url.split('?')[0] ?? '/my');
}

/** The door behind which modules offer their pages for persons. */
export function openPersonDoor(scope: FastifyInstance, options: BindOptions): PersonDoor {
  const behind = (handler: PersonHandler) => boundPage(options, (visit) => admit(visit, handler));
  return {
    get: (path, handler, reads) => void scope.get(path, reads ? behind(handler) : boundPage(options, (visit) => readOwn(visit, (own) => admit(own, handler)))),
    post: (path, handler) => void scope.post(path, behind(handler)),
  };
}

/** Who has something in several counties reads it from a copy that gathers their shards, where there is one (ADR 0160). */
export async function readOwn(visit: Visit, answer: (visit: Visit) => Promise<FastifyReply>): Promise<FastifyReply> {
  const { context, request, person } = visit;
  if (!person || !context.platform.replica?.isGathered()) return answer(visit);
  const counties = await whereaboutsOf(context.platform.db, { kind: 'account', key: person.id });
  return counties.length === 1 ? answer(visit) : readGathered(context, request, (own) => answer({ ...visit, context: own }));
}

/** The page somebody wanted before signing in, kept in the browser for half an hour. */
export const WANTED = 'wotu_wanted';
const WANTED_SECONDS = 1800;
/** Own pages only, so that nobody is led elsewhere. */
const OWN_PAGE = /^\/my\/[\w/?=&%.-]{1,300}$/;

function rememberWanted({ request, reply }: Visit): FastifyReply {
  if (request.method !== 'GET' || !OWN_PAGE.test(request.url)) return reply;
  return reply.setCookie(WANTED, request.url, { path: '/my', httpOnly: true, sameSite: 'lax', maxAge: WANTED_SECONDS, secure: request.protocol === 'https' });
}

/** Where to go after signing in. */
export function wantedPage(request: FastifyRequest): string {
  const wanted = request.cookies[WANTED] ?? '';
  return OWN_PAGE.test(wanted) ? wanted : '/my';
}

async function admit(visit: Visit, handler: PersonHandler): Promise<FastifyReply> {
  const { context, request, reply, typed, person, frame } = visit;
  const isSavingAsTyped = request.headers['x-wotu-saving'] === 'typed';
  if (!person) {
    return isSavingAsTyped ? reply.code(401).send({ problem: '登录已过期，请重新登录后接着填。' }) : rememberWanted(visit).redirect('/my/sign-in', 303);
  }
  const asked: PersonRequest = {
    context,
    request,
    reply,
    typed,
    isSavingAsTyped,
    params: request.params as Record<string, string>,
    query: request.query as Record<string, string>,
    hats: person.hats,
    home: homeOf(person.hats),
    frame: { ...frame, isSignedIn: true },
  };
  try {
    return await handler(asked);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (isSavingAsTyped) return reply.code(error.status).send({ problem: error.message });
    return sendPage(reply, refusedPage(error, frame), error.status);
  }
}

/** Where somebody said to live: the key of the community. */
export function homeOf(hats: readonly PersonHat[]): number | undefined {
  return hats.find(({ hat }) => hat === 'resident')?.div;
}

function refusedPage(refusal: Refusal, frame: Frame): string {
  return page('没有办成', html`<h1>没有办成</h1>${problemBox(refusal.message)}<p><a class="button" href="/my">回到“我的”</a></p>`, frame);
}

/** Remembers in the browser for a year how pages are to be shown, and goes back to where the switch was pressed. */
export async function switchDisplay({ request, reply, typed }: Visit): Promise<FastifyReply> {
  const back = /^\/(?!\/)[\w/?=&%.-]*$/.test(typed['back'] ?? '') ? (typed['back'] ?? '/') : '/';
  const options = { ...CHOICE_COOKIE, secure: request.protocol === 'https' };
  return reply.setCookie(DISPLAY, displayModeOf(typed['mode']), options).redirect(back, 303);
}
