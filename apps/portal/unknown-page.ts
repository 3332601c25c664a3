import type { FastifyRequest } from 'fastify';
import { html } from 'hono/html';
import { displayModeOf } from '#shared/display-mode.ts';
import { page, problemBox } from '#ui/portal/page.ts';
import { DISPLAY } from './person-door.ts';

/** What a browser shows for an address that nothing answers: words and a way on, where a program gets a problem document. */
export function unknownPage(request: FastifyRequest): string {
  return page(
    '没有这个页面',
    html`<h1>没有这个页面</h1><p class="panel">网址可能不完整或者写错了，页面也可能已经取消。</p>
<p><a class="button" href="/">回到首页</a> <a class="button plain" href="/my">我的</a></p>`,
    { mode: displayModeOf(request.cookies[DISPLAY]), path: '/', isSignedIn: false },
  );
}

/** What a browser shows when something could not be done at all: too many at once, the database away, a bug. */
export function refusedPage(request: FastifyRequest, message: string): string {
  return page('没有办成', html`<h1>没有办成</h1>${problemBox(message)}<p><a class="button" href="/">回到首页</a></p>`, {
    mode: displayModeOf(request.cookies?.[DISPLAY]),
    path: '/',
    isSignedIn: false,
  });
}
