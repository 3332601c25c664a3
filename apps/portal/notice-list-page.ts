import { html } from 'hono/html';
import type { PublicPlace, PublicPlaceLine } from '#modules/divisions/server/public.ts';
import type { AnnouncementFilter, PublicAnnouncement } from '#modules/filings/server/public.ts';
import { dayInWords } from '#shared/day.ts';
import { codeOf, NATION_KEY } from '#shared/division-code.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { hidden, pathLine } from '#ui/portal/parts.ts';

/** What narrows the list: a page is kept while another place is chosen, and begins anew. */
export type NoticeQuestion = Pick<AnnouncementFilter, 'standing' | 'year' | 'q'> & { place: number; after?: string | undefined };

export interface ShownList {
  items: readonly PublicAnnouncement[];
  question: NoticeQuestion;
  /** undefined for the whole country */
  place: PublicPlace | undefined;
  /** places directly below */
  below: readonly PublicPlaceLine[];
  /** address of the following page */
  next: string | undefined;
  today: string;
}

export function noticesAddress({ standing, year, q, place, after }: NoticeQuestion): string {
  const query = new URLSearchParams({
    place: codeOf(place),
    ...(q ? { q } : {}),
    ...(year === undefined ? {} : { year: String(year) }),
    ...(after === undefined ? {} : { after }),
  });
  return `${pathOf(standing)}?${query.toString()}`;
}

const pathOf = (standing: AnnouncementFilter['standing']) => (standing === 'archive' ? '/notices/archive' : '/notices');

/** Announcements of a place, the newest first: those of these days, or the archive by year. */
export function noticeListPage(frame: Frame, { items, question, place, below, next, today }: ShownList): string {
  const { standing, q, year } = question;
  const isArchive = standing === 'archive';
  const what = isArchive ? '公告归档' : '公示与公告';
  const at = (key: number, other = standing) => noticesAddress({ standing: other, place: key });
  const steps = [{ key: NATION_KEY, shortName: '全国' }, ...(place?.path ?? [])].map(({ key, shortName }) => ({ href: at(key), text: shortName }));
  const title = place && place.path.length > 0 ? `${place.shortName} · ${what}` : what;
  return page(
    title,
    html`<h1>${title}</h1>
${pathLine(steps)}
<p>${
      isArchive
        ? html`过去的公示和公告，长期保留。<a href="${at(question.place, 'current')}">看最近的</a>`
        : html`最近一个月发布的，以及还在异议期内的公示和公告。<a href="${at(question.place, 'archive')}">看以前的</a>`
    }</p>
<form method="get" action="${pathOf(standing)}" class="panel search" role="search">${hidden({ place: codeOf(question.place) })}
<div><label for="q">组织名称或发布单位</label><input id="q" name="q" maxlength="50" value="${q ?? ''}"></div>
${isArchive ? html`<div class="short"><label for="year">年度</label><input id="year" name="year" inputmode="numeric" maxlength="4" pattern="[0-9]{4}" value="${year ?? ''}"></div>` : ''}
<button type="submit">查找</button>
</form>
${items.length > 0 ? html`<ul class="panel announced">${items.map((item) => listed(item, today))}</ul>` : nothing(question, place)}
${next ? html`<p><a class="button plain" href="${next}">下一页</a></p>` : ''}
${below.length > 0 ? html`<details><summary>只看下面一个地方（${below.length} 个可选）</summary><ul class="places">${below.map(({ key, shortName }) => html`<li><a href="${at(key)}">${shortName}</a></li>`)}</ul></details>` : ''}`,
    frame,
    isArchive ? [{ href: at(question.place, 'current'), text: '公示与公告' }] : [],
  );
}

function nothing({ standing, year, q }: NoticeQuestion, place: PublicPlace | undefined): Html {
  const above = place && (place.path.at(-2) ?? { key: NATION_KEY, shortName: '全国' });
  const said = q || year ? '没有找到，请换一个词再找。' : standing === 'archive' ? '还没有归档的公告。' : '最近没有公示和公告。';
  return html`<div class="panel" role="status"><p>${said}</p>${
    above ? html`<p><a class="button plain" href="${noticesAddress({ standing, year, q, place: above.key })}">看${above.shortName}的</a></p>` : ''
  }</div>`;
}

function listed({ id, lines, organ, issuedOn, objectionsUntil, demonstration }: PublicAnnouncement, today: string): Html {
  return html`<li><a href="/notices/${id}">${lines[0] ?? ''}</a>${demonstration ? html` <span class="mark">演示数据</span>` : ''}<br><small>${organ}　${dayInWords(issuedOn)}${
    objectionsUntil !== null && objectionsUntil >= today ? html`　<strong>异议期至 ${dayInWords(objectionsUntil)}</strong>` : ''
  }</small></li>`;
}
