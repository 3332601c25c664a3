import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

export type Html = ReturnType<typeof html>;

/** What of a public page depends on who reads it. */
export interface Frame {
  /** large type and large targets */
  isLarge: boolean;
  /** where the switch of type comes back to */
  path: string;
  isSignedIn: boolean;
}

/** Saves what is typed while it is typed; pages work without it. */
export const SAVING_SCRIPT = '/portal/save-as-typed.js';

/** The frame of every public page: works without script, readable on a phone, 18 px text, 24 px in large type. */
export function page(title: string, body: Html, frame?: Frame): string {
  return String(html`<!doctype html>
<html lang="zh-CN"${frame?.isLarge ? raw(' class="large"') : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
<title>${title} · 沃土</title>
<style>${raw(STYLE)}</style>
${frame?.isSignedIn ? html`<script src="${SAVING_SCRIPT}" defer></script>` : ''}
</head>
<body>
<header><a href="/">沃土</a>${frame ? barOf(frame) : html`<span>社区社会组织培育、指导与监督平台</span>`}</header>
<main>${body}</main>
</body>
</html>`);
}

function barOf({ isLarge, path, isSignedIn }: Frame): Html {
  return html`<nav aria-label="页面">${isSignedIn ? html`<a class="bar" href="/my">我的</a>` : ''}
<form method="post" action="/my/type"><input type="hidden" name="back" value="${path}"><button class="bar" name="large" value="${isLarge ? 'off' : 'on'}">${isLarge ? '标准字' : '大字'}</button></form></nav>`;
}

/** What went wrong, read out by screen readers. */
export function problemBox(problem: string | undefined): Html | string {
  return problem ? html`<div class="panel problem" role="alert">${problem}</div>` : '';
}
