import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountNameSchema, displayNameSchema } from '#modules/accounts/contract/index.ts';
import {
  acceptInvitation,
  type Administrators,
  browserOf,
  enterDemonstration,
  getLink,
  type LinkView,
  setUpAdministrators,
  type StartedSession,
} from '#modules/accounts/server/public.ts';
import type { Context } from '#platform/context.ts';
import { type BindOptions, contextOf } from '#platform/http/bind-routes.ts';
import { exchangeOf } from '#platform/http/exchange.ts';
import { Refusal } from '#shared/errors.ts';
import { acceptForms, sendPage, type Typed, typedIn } from '#platform/http/forms.ts';
import { ADMINISTRATORS, administratorLinksPage, demonstrationPage, invitationPage, setupPage, unusableLinkPage } from './welcome-pages.ts';

interface Visit {
  request: FastifyRequest;
  reply: FastifyReply;
  context: Context;
  token: string;
  link: LinkView;
  typed: Typed;
}

/** The pages behind one-time links. Looking uses nothing up; the button does. */
export function registerWelcome(app: FastifyInstance, options: BindOptions): void {
  void app.register(async (scope) => {
    acceptForms(scope);
    scope.get('/welcome/:token', (request, reply) => visit(options, request, reply, look));
    scope.post('/welcome/:token', (request, reply) => visit(options, request, reply, act));
  });
}

async function visit(
  options: BindOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (visit: Visit) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const context = await contextOf(request, options, 'public', 'signIn');
  const { token } = request.params as { token: string };
  const typed = typedIn(request.body);
  try {
    return await answer({ request, reply, context, token, typed, link: await getLink(context, token) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, unusableLinkPage(error.message), error.status);
  }
}

async function look({ reply, link }: Visit): Promise<FastifyReply> {
  return sendPage(reply, pageOf(link, {}));
}

/** Every refusal that leaves the link usable shows the form again with what was typed. */
async function act(visit: Visit): Promise<FastifyReply> {
  const { reply, link, typed } = visit;
  try {
    if (link.purpose === 'setup') return await setUp(visit);
    const session = await enter(visit);
    return reply.redirect(session.awaitsCode ? '/console/sign-in?step=code' : '/console/', 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'LINK_UNUSABLE') throw error;
    return sendPage(reply, pageOf(link, typed, error.message), error.status);
  }
}

async function setUp({ request, reply, context, token, link, typed }: Visit): Promise<FastifyReply> {
  const problem = problemOfNames(typed);
  if (problem) return sendPage(reply, setupPage(typed, link.demonstrationMode, problem), 422);
  const administrators = Object.fromEntries(
    ADMINISTRATORS.map(({ duty }) => [duty, { name: accountOf(typed, duty), displayName: personOf(typed, duty) }]),
  ) as Administrators;
  const links = await setUpAdministrators(context, token, administrators);
  const here = `${request.protocol}://${request.host}`;
  const shown = ADMINISTRATORS.map(({ duty, title }) => ({
    title,
    person: administrators[duty].displayName,
    account: administrators[duty].name,
    url: `${here}${links[duty].path}`,
  }));
  return sendPage(reply, administratorLinksPage(shown, link.demonstrationMode));
}

async function enter({ request, reply, context, token, link, typed }: Visit): Promise<StartedSession> {
  const exchange = exchangeOf(request, reply);
  const browser = browserOf(exchange);
  if (link.purpose === 'invitation' && typed['password'] !== typed['repeated'])
    throw new Refusal({ code: 'INPUT_INVALID', status: 422, text: '两次输入的密码不一样。请重新输入。' });
  const session =
    link.purpose === 'invitation'
      ? await acceptInvitation(context, token, typed['password'] ?? '', browser)
      : await enterDemonstration(context, token, browser);
  exchange.startSession(session);
  return session;
}

function pageOf(link: LinkView, typed: Typed, problem?: string): string {
  if (link.purpose === 'setup' || !link.account) return setupPage(typed, link.demonstrationMode, problem);
  return link.purpose === 'invitation' ? invitationPage(link.account, link.passwordRules, problem) : demonstrationPage(link.account);
}

function accountOf(typed: Typed, duty: string): string {
  return (typed[`${duty}-account`] ?? '').trim().toLowerCase();
}

function personOf(typed: Typed, duty: string): string {
  return (typed[`${duty}-person`] ?? '').trim();
}

function problemOfNames(typed: Typed): string | undefined {
  for (const { duty, title } of ADMINISTRATORS) {
    const wrong = [displayNameSchema.safeParse(personOf(typed, duty)), accountNameSchema.safeParse(accountOf(typed, duty))].find((result) => !result.success);
    if (wrong?.error) return `${title}：${wrong.error.issues[0]?.message ?? ''}`;
  }
  const names = ADMINISTRATORS.map(({ duty }) => accountOf(typed, duty));
  return new Set(names).size < names.length ? '三位管理员要用三个不同的账号名。' : undefined;
}
