import type { FastifyInstance, FastifyReply } from 'fastify';
import { browserOf, endPersonSession, enterByPhone, listPersonSessions, requestPhoneCode } from '#modules/accounts/server/public.ts';
import type { BindOptions } from '#platform/http/bind-routes.ts';
import { acceptForms, sendPage } from '#platform/http/forms.ts';
import type { PersonPart } from '#platform/http/person-part.ts';
import { Refusal } from '#shared/errors.ts';
import { boundPage, homeOf, openPersonDoor, readOwn, switchDisplay, type Visit, WANTED, wantedPage } from './person-door.ts';
import { timeInWords } from '#shared/time-in-words.ts';
import { homePage } from './home-page.ts';
import { accountPage, codePage, phonePage } from './person-pages.ts';
import { type PersonMeans, personParts } from './person-parts.ts';
import { serveScript } from './serve-script.ts';

/** Sign-in by telephone, the own pages, and the way out, for people outside the offices. Works without script. */
export function registerPersons(app: FastifyInstance, options: BindOptions, means: PersonMeans): void {
  const bound = (answer: (visit: Visit) => Promise<FastifyReply>) => boundPage(options, answer);
  const parts = personParts(means);
  serveScript(app);
  void app.register(async (scope) => {
    acceptForms(scope);
    scope.get(
      '/my',
      bound((visit) => readOwn(visit, (own) => showHome(own, parts))),
    );
    scope.get('/my/account', bound(showAccount));
    scope.post('/display', bound(switchDisplay));
    scope.get('/my/sign-in', bound(askPhone));
    scope.post('/my/sign-in', bound(sendCode));
    scope.post('/my/sign-in/code', bound(enter));
    scope.post('/my/sign-out', bound(signOut));
    scope.post('/my/sessions/:id/end', bound(endElsewhere));
    const door = openPersonDoor(scope, options);
    for (const part of parts) part.registerPages(door);
  });
}

async function askPhone({ context, reply, person, frame }: Visit): Promise<FastifyReply> {
  if (person) return reply.redirect('/my', 303);
  return sendPage(reply, phonePage(frame, {}, await context.platform.messages.isOpen()));
}

/** Every refusal shows the form again with what was typed. */
async function sendCode({ context, exchange, reply, typed, frame }: Visit): Promise<FastifyReply> {
  const signIn = { ...frame, path: '/my/sign-in' };
  try {
    await requestPhoneCode(context, typed['phone'] ?? '', exchange.browserToken);
    return sendPage(reply, codePage(signIn, typed));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, phonePage(signIn, typed, await context.platform.messages.isOpen(), error.message), error.status);
  }
}

async function enter({ context, exchange, request, reply, typed, frame }: Visit): Promise<FastifyReply> {
  const input = { phone: typed['phone'] ?? '', code: typed['code'] ?? '', agreed: typed['agreed'] === 'yes' };
  try {
    exchange.startSession(await enterByPhone(context, input, browserOf(exchange)));
    return reply.clearCookie(WANTED, { path: '/my' }).redirect(wantedPage(request), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, codePage({ ...frame, path: '/my/sign-in' }, typed, error.message), error.status);
  }
}

async function showHome({ context, reply, person, frame }: Visit, parts: readonly PersonPart[]): Promise<FastifyReply> {
  if (!person) return reply.redirect('/my/sign-in', 303);
  const atHome = { context, hats: person.hats, home: homeOf(person.hats) };
  const shown = await Promise.all(parts.map(async (part) => ({ part, section: await part.section(atHome) })));
  return sendPage(reply, homePage(frame, person.displayName, shown));
}

async function showAccount({ context, reply, person, frame }: Visit): Promise<FastifyReply> {
  if (!person) return reply.redirect('/my/sign-in', 303);
  const sessions = await listPersonSessions(context, person);
  const shown = sessions.map(({ id, startedAt, origin }) => ({ id, isCurrent: id === person.sessionId, started: timeInWords(startedAt), origin }));
  return sendPage(reply, accountPage(frame, person, shown));
}

async function signOut({ context, exchange, reply, person }: Visit): Promise<FastifyReply> {
  if (person) await endPersonSession(context, person, person.sessionId);
  exchange.clearSession();
  return reply.redirect('/my/sign-in', 303);
}

async function endElsewhere({ context, request, reply, person }: Visit): Promise<FastifyReply> {
  if (!person) return reply.redirect('/my/sign-in', 303);
  await endPersonSession(context, person, (request.params as { id: string }).id);
  return reply.redirect('/my/account', 303);
}
