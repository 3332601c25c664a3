import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findPublicPlace, listPublicPlaces, type PublicPlace, type PublicPlaceLine } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { type Day, dayInWords } from '#shared/day.ts';
import { codeOf, keyOf, NATION_KEY } from '#shared/division-code.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { hidden, pathLine } from '#ui/portal/parts.ts';
import { ARTICLE_KIND_IDS, type ArticleKindId, kindNamed, kindOf } from '../contract/kinds.ts';
import { listPublicArticles, type PublicArticleLine } from '../server/public.ts';
import { articleAddress, articlesAddress, feedAddress } from './addresses.ts';

const MOST_TYPED = 50;
/** Before any division has been loaded. */
const NATION: PublicPlace = { key: NATION_KEY, level: 'nation', name: '全国', shortName: '全国', isNear: false, range: { from: 0, to: 1e12 }, path: [] };

/** The place that is asked for, or the one chosen last in this browser, or the whole country. */
export async function placeOf({ context, asked, place, rememberPlace }: PublicVisit): Promise<PublicPlace> {
  const key = keyOf(asked['place'] ?? place ?? '');
  const found = key === undefined ? undefined : await findPublicPlace(context.platform.portalDb, key, context.today);
  if (found && asked['place'] !== undefined) rememberPlace(codeOf(found.key));
  return found ?? NATION;
}

interface Shown {
  place: PublicPlace;
  below: readonly PublicPlaceLine[];
  kind: ArticleKindId | undefined;
  q: string;
  isFurther: boolean;
  found: Awaited<ReturnType<typeof listPublicArticles>>;
}

/** What offices say to a place: by kind, by words, a page at a time. */
export async function showArticles(visit: PublicVisit): Promise<FastifyReply> {
  const { context, asked, frame, reply } = visit;
  const { portalDb } = context.platform;
  const place = await placeOf(visit);
  const kind = kindNamed(asked['kind']);
  const q = (asked['q'] ?? '').slice(0, MOST_TYPED).toWellFormed();
  const [below, found] = await Promise.all([
    listPublicPlaces(portalDb, place.key, context.today),
    listPublicArticles(portalDb, context.today, { key: place.key, range: place.range, kind, q, after: asked['after'] }),
  ]);
  return sendPage(reply, articlesPage(frame, { place, below, kind, q, isFurther: asked['after'] !== undefined, found }, context.today));
}

function articlesPage(frame: Frame, { place, below, kind, q, isFurther, found }: Shown, today: Day): string {
  const what = kind ? kindOf(kind).label : '资讯与公开';
  const steps = [{ key: NATION_KEY, shortName: '全国' }, ...place.path].map(({ key, shortName }) => ({
    href: articlesAddress(key, { kind }),
    text: shortName,
  }));
  const title = place.path.length > 0 ? `${place.shortName} · ${what}` : what;
  return page(
    title,
    html`<h1>${title}</h1>
${pathLine(steps)}
${kindTabs(place.key, kind)}
<form method="get" action="/articles" class="panel search" role="search">${hidden({ place: codeOf(place.key), ...(kind ? { kind } : {}) })}
<div><label for="q">标题、摘要里的字</label><input id="q" name="q" type="search" maxlength="${MOST_TYPED}" value="${q}"></div><button type="submit">查找</button></form>
${found.pinned.length + found.items.length > 0 ? listOf(found.pinned, found.items, today) : nothing(place, kind, q, isFurther)}
${found.next ? html`<p><a class="button plain" href="${articlesAddress(place.key, { kind, q, after: found.next })}">下一页</a></p>` : ''}
${below.length > 0 ? html`<details><summary>只看下面一个地方（${below.length} 个可选）</summary><ul class="places">${below.map(({ key, shortName }) => html`<li><a href="${articlesAddress(key, { kind })}">${shortName}</a></li>`)}</ul></details>` : ''}
<p class="quiet"><a href="${feedAddress(place.key, kind)}">订阅这里的${what}（Atom）</a></p>`,
    frame,
    [],
    { head: html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${feedAddress(place.key, kind)}">` },
  );
}

function kindTabs(key: number, here: ArticleKindId | undefined): Html {
  const tab = (kind: ArticleKindId | undefined, text: string) =>
    html`<li><a href="${articlesAddress(key, { kind })}"${kind === here ? html` aria-current="page"` : ''}>${text}</a></li>`;
  return html`<nav aria-label="看哪一类"><ul class="tabs">${tab(undefined, '全部')}${ARTICLE_KIND_IDS.map((kind) => tab(kind, kindOf(kind).label))}</ul></nav>`;
}

function listOf(pinned: readonly PublicArticleLine[], items: readonly PublicArticleLine[], today: Day): Html {
  return html`<ul class="panel announced">${pinned.map((line) => articleLine(line, today, true))}${items.map((line) => articleLine(line, today))}</ul>`;
}

/** One article in a list: title, kind, who says it, when, and until when one can apply. */
export function articleLine({ id, kind, title, summary, organ, shownFrom, fields, demonstration }: PublicArticleLine, today: Day, isPinned = false): Html {
  const { label, closes } = kindOf(kind);
  const until = closes === undefined ? undefined : fields[closes];
  const standing = typeof until !== 'string' || until === '' ? '' : until < today ? '已截止' : `${dayInWords(until)}截止`;
  return html`<li><a href="${articleAddress(id)}">${title}</a>${isPinned ? html` <span class="mark">置顶</span>` : ''}${demonstration ? html` <span class="mark">演示数据</span>` : ''}<br>
<span>${summary}</span><br><span class="quiet">${label} · ${organ} · ${dayInWords(shownFrom)}${standing === '' ? '' : ` · ${standing}`}</span></li>`;
}

function nothing(place: PublicPlace, kind: ArticleKindId | undefined, q: string, isFurther: boolean): Html {
  const above = place.path.at(-2);
  const all = q !== '' || isFurther;
  return html`<div class="panel" role="status"><p><strong>${all ? '没有找到。' : `${place.shortName}还没有${kind ? kindOf(kind).label : '发布内容'}。`}</strong></p>
<p>${all ? html`换一个词，或者<a href="${articlesAddress(place.key, { kind })}">看这里的全部</a>。` : kind ? html`可以<a href="${articlesAddress(place.key)}">看其他类别</a>。` : '过些日子再来看看。'}</p>
${above ? html`<p><a class="button plain" href="${articlesAddress(above.key, { kind })}">看${above.shortName}的</a></p>` : ''}</div>`;
}
