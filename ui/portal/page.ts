import { html, raw } from 'hono/html';
import { DISPLAY_MODES, DISPLAY_NAMES, type DisplayMode } from '#shared/display-mode.ts';
import { STYLE } from './style.ts';

export type Html = ReturnType<typeof html>;

/** What of a public page depends on who reads it. */
export interface Frame {
  mode: DisplayMode;
  /** where the switch of the display comes back to */
  path: string;
  isSignedIn: boolean;
}

/** A step on the way from the front page to this one. */
export interface Step {
  href: string;
  text: string;
}

/** Saves what is typed while it is typed; pages work without it. */
export const SAVING_SCRIPT = '/portal/save-as-typed.js';
/** Asks where somebody is, once they press; pages work without it. */
export const LOCATING_SCRIPT = '/portal/locate.js';
/** Reads a page out in the mode for the elderly, where the browser has a voice; pages work without it. */
export const READING_SCRIPT = '/portal/read-aloud.js';

/**
 * The frame of every public page: works without script, readable on a phone, 18 px text, 24 px in the mode for the elderly.
 * @param trail the steps above this page, without the front page
 * @param head what other programs read of the page: links to feeds, marks for passing it on
 */
export function page(title: string, body: Html, frame?: Frame, trail?: readonly Step[], { head }: { head?: Html } = {}): string {
  return String(html`<!doctype html>
<html lang="zh-CN"${frame && frame.mode !== 'plain' ? html` class="${frame.mode}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/console/icon.svg" type="image/svg+xml">
<title>${title} · 沃土</title>
${head ?? ''}
<style>${raw(STYLE)}</style>
${frame?.isSignedIn ? html`<script src="${SAVING_SCRIPT}" defer></script>` : ''}
${frame?.mode === 'elder' ? html`<script src="${READING_SCRIPT}" defer></script>` : ''}
</head>
<body>
<a class="skip" href="#page">跳到正文</a>
<header><a href="/">沃土</a>${frame ? barOf(frame) : html`<span>社区社会组织培育、指导与监督平台</span>`}</header>
${trail ? trailOf(trail, title) : ''}
<main id="page" tabindex="-1">${body}</main>
${frame ? FOOTER : ''}
</body>
</html>`);
}

/** The other two modes, each one press away, and the own pages. */
function barOf({ mode, path }: Frame): Html {
  return html`<nav aria-label="页面设置"><a class="bar" href="/my">我的</a>
<form method="post" action="/display"><input type="hidden" name="back" value="${path}">${DISPLAY_MODES.filter((other) => other !== mode).map(
    (other) => html`<button class="bar" name="mode" value="${other}">${DISPLAY_NAMES[other]}</button>`,
  )}</form></nav>`;
}

function trailOf(trail: readonly Step[], title: string): Html {
  return html`<nav aria-label="您在这里" class="trail"><ol class="path"><li><a href="/">首页</a></li>${trail.map(
    ({ href, text }) => html`<li><a href="${href}">${text}</a></li>`,
  )}<li aria-current="page">${title}</li></ol></nav>`;
}

const FOOTER = html`<footer><nav aria-label="页脚"><ul>
<li><a href="/">首页</a></li><li><a href="/check">核验证书</a></li><li><a href="/accessibility">长辈版和无障碍</a></li><li><a href="/console/">工作人员登录</a></li><li><a href="/api/v1/openapi.json">开放接口</a></li>
</ul></nav><p>沃土 · 社区社会组织培育、指导与监督平台</p></footer>`;

/** What went wrong, read out by screen readers. */
export function problemBox(problem: string | undefined): Html | string {
  return problem ? html`<div class="panel problem" role="alert">${problem}</div>` : '';
}
