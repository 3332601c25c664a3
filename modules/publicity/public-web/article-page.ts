import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import type { Context } from '#platform/context.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { type Day, dayInChina, dayInWords } from '#shared/day.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';
import { publicFileAddress } from '#shared/stored-file.ts';
import { kindOf } from '../contract/kinds.ts';
import { picturesIn } from '../contract/rich-text.ts';
import { countRead, findPublicArticle, type PublicArticle } from '../server/public.ts';
import { articleAddress, articlesAddress } from './addresses.ts';
import { fieldList } from './field-list.ts';
import { readRichText, richText } from './rich-text.ts';
import { SHARE_CARD } from './share-card.ts';

/** One article, counted as read; nothing is kept of who read it. */
export async function showArticle({ context, reply, params, frame }: PublicVisit): Promise<FastifyReply> {
  const { portalDb, db, signIn } = context.platform;
  const id = idIn(params);
  const article = id === undefined ? undefined : await findPublicArticle(portalDb, context.today, id);
  if (!article) return sendPage(reply, noArticlePage(frame), 404);
  countRead(db, article.id, context.today);
  return sendPage(reply, articlePage(frame, article, context.today, signIn.address));
}

/** A page that was kept from a moment ago was read all the same. */
export function noteRead(context: Context, params: PublicVisit['params']): void {
  const id = idIn(params);
  if (id !== undefined) countRead(context.platform.db, id, context.today);
}

function idIn(params: PublicVisit['params']): number | undefined {
  const id = /^\d{1,16}$/.test(params['id'] ?? '') ? Number(params['id']) : Number.NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}

function articlePage(frame: Frame, article: PublicArticle, today: Day, address: string | undefined): string {
  const { kind, title, summary, organ, shownFrom, placeName, versionAt, demonstration, fields, links, body, div } = article;
  const changedOn = dayInChina(versionAt);
  return page(
    title,
    html`<article><h1>${title}</h1>
<p class="quiet">${kindOf(kind).label} · ${organ} · ${dayInWords(shownFrom)}${changedOn > shownFrom ? `（${dayInWords(changedOn)}更新）` : ''}</p>
${demonstration ? html`<p><span class="mark">演示数据</span> <span class="quiet">这是为演示编的内容，不是真实的。</span></p>` : ''}
${correctionNotes(article.corrections)}
${closing(article, today)}
<p class="lead">${summary}</p>
${fieldList(kind, fields)}
${richText(readRichText(body))}
${linkList(links)}</article>
<p><a class="button plain" href="${articlesAddress(div, { kind })}">看${placeName ?? '全国'}的${kindOf(kind).label}</a></p>`,
    frame,
    [
      { href: articlesAddress(div), text: '资讯与公开' },
      { href: articlesAddress(div, { kind }), text: kindOf(kind).label },
    ],
    { head: shareMarks(article, address) },
  );
}

/** What was corrected since it was first shown: whoever read it before sees what is different now. */
function correctionNotes(corrections: PublicArticle['corrections']): Html | '' {
  if (corrections.length === 0) return '';
  return panel(
    'warning',
    html`<p><strong>更正说明</strong></p><ul>${corrections.map(({ correctedOn, note }) => html`<li>${dayInWords(correctedOn)}：${note}</li>`)}</ul>`,
  );
}

/** Whether one can still apply, said first. */
function closing({ kind, fields }: PublicArticle, today: Day): Html | '' {
  const { closes } = kindOf(kind);
  const until = closes === undefined ? undefined : fields[closes];
  if (typeof until !== 'string' || until === '') return '';
  return until < today
    ? panel('warning', html`<p>报名（申报）已于${dayInWords(until)}截止。</p>`)
    : panel('info', html`<p>报名（申报）到<strong>${dayInWords(until)}</strong>截止。</p>`);
}

function linkList(links: PublicArticle['links']): Html | '' {
  if (links.length === 0) return '';
  return html`<h2>相关的组织、活动、品牌和规划任务</h2><ul>${links.map(({ kind, target, name }) =>
    kind === 'organization' ? html`<li><a href="/groups/${target}">${name}</a></li>` : html`<li>${name}</li>`,
  )}</ul>`;
}

/** What other programs show when the address is passed on (Open Graph). */
function shareMarks({ id, title, summary, organ, shownFrom, body }: PublicArticle, address: string | undefined): Html {
  const base = address?.replace(/\/$/, '');
  // both have to be whole addresses, which only an installation that was told its own can give
  const places = base === undefined ? '' : html`<meta property="og:url" content="${base}${articleAddress(id)}">${shareImage(body, base)}`;
  return html`<meta name="description" content="${summary}">
<meta property="og:type" content="article"><meta property="og:site_name" content="沃土"><meta property="og:title" content="${title}">
<meta property="og:description" content="${summary}">${places}
<meta property="og:locale" content="zh_CN">
<meta property="article:published_time" content="${shownFrom}"><meta property="article:author" content="${organ}">`;
}

/** The first picture of the text, else the card that all articles share. */
function shareImage(body: unknown, base: string): Html {
  const [first] = picturesIn(readRichText(body));
  if (first !== undefined) return html`<meta property="og:image" content="${base}${publicFileAddress(first, 'medium')}">`;
  return html`<meta property="og:image" content="${base}${SHARE_CARD}"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">`;
}

function noArticlePage(frame: Frame): string {
  return page(
    '没有这篇内容',
    html`<h1>没有这篇内容</h1><p class="panel">它可能已经撤下或到期，或者网址不完整。</p><p><a class="button" href="/articles">看资讯与公开</a></p>`,
    frame,
  );
}
