import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import { beginSignOn, browserOf, finishSignOn, signOffAddress } from '#modules/accounts/server/public.ts';
import { newSecretToken } from '#platform/auth/secret-token.ts';
import { type BindOptions, contextAt } from '#platform/http/bind-routes.ts';
import { exchangeOf } from '#platform/http/exchange.ts';
import { Refusal } from '#shared/errors.ts';
import { sendPage } from '#platform/http/forms.ts';
import { page, problemBox } from '#ui/portal/page.ts';

const COOKIE = 'wotu_sign_on';
const MINUTES = 10;

/** Single sign-on: off to the provider and back, in the browser that left. */
export function registerSignOn(app: FastifyInstance, options: BindOptions): void {
  const telling = (answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) => async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return await answer(request, reply);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return sendPage(reply, failedPage(error.message), error.status);
    }
  };
  app.get(
    '/sso/:provider',
    telling((request, reply) => leave(options, request, reply)),
  );
  app.get(
    '/sso/:provider/callback',
    telling((request, reply) => comeBack(options, request, reply)),
  );
  app.get('/sso/:provider/sign-off', (request, reply) => signOff(options, request, reply));
}

function providerOf(request: FastifyRequest): string {
  return (request.params as { provider: string }).provider;
}

/** The way back is a step from another site, to which a strict cookie would not come along. */
function cookieOptions(request: FastifyRequest) {
  return { path: '/sso', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const;
}

async function leave(options: BindOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const secret = newSecretToken();
  const address = await beginSignOn(contextAt(request, options, options.stranger), providerOf(request), secret);
  return reply
    .setCookie(COOKIE, secret, { ...cookieOptions(request), maxAge: MINUTES * 60 })
    .header('cache-control', 'no-store')
    .redirect(address, 303);
}

async function comeBack(options: BindOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const exchange = exchangeOf(request, reply);
  const mark = request.url.indexOf('?');
  const back = { provider: providerOf(request), query: mark < 0 ? '' : request.url.slice(mark), browserSecret: request.cookies[COOKIE] };
  const browser = browserOf(exchange);
  const session = await finishSignOn(contextAt(request, options, options.stranger), back, browser);
  exchange.startSession(session);
  void reply.clearCookie(COOKIE, cookieOptions(request)).header('cache-control', 'no-store');
  return reply.redirect(session.awaitsCode ? '/console/sign-in?step=code' : '/console/', 303);
}

/** The session here has ended before; what is left is the provider's. */
async function signOff(options: BindOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const address = await signOffAddress(contextAt(request, options, options.stranger), providerOf(request));
    return await reply.header('cache-control', 'no-store').redirect(address, 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sendPage(reply, stillInPage(), error.status);
  }
}

function stillInPage(): string {
  const problem = '您已退出本平台，但没能退出统一身份认证：它现在没有回应。用公用电脑时，请关闭浏览器的全部窗口，或到统一身份认证的页面上退出。';
  return page('只退出了本平台', html`<h1>只退出了本平台</h1>${problemBox(problem)}<p><a class="button" href="/console/sign-in">回到登录页</a></p>`);
}

function failedPage(problem: string): string {
  return page('没有登录', html`<h1>没有登录</h1>${problemBox(problem)}<p><a class="button" href="/console/sign-in">回到登录页</a></p>`);
}
