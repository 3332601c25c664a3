import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { findPublicPlace, listPublicPlaces, type PublicPlace, type PublicPlaceLine } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { codeOf, keyOf, NATION_KEY } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor } from '#shared/page.ts';
import { type Frame, type Html, page, problemBox } from '#ui/portal/page.ts';
import { pathLine } from '#ui/portal/parts.ts';
import { ACTIVITY_THEMES } from '../contract/themes.ts';
import { clockOf, listComing, type PublicOccasion } from '../server/public.ts';
import { calendarAddress, occasionAddress } from './addresses.ts';
import { dayWithWeekday, placesInWords } from './occasion-words.ts';

const UNKNOWN_PLACE = '没有这个地方，可能网址不完整，或者区划已经调整。请重新选择。';
const BELOW = { nation: '省份', province: '市', city: '区县', county: '街道（乡镇）', township: '社区（村）', community: '' } as const;
/** Before any division has been loaded. */
const EMPTY_NATION: PublicPlace = { key: NATION_KEY, level: 'nation', name: '全国', shortName: '全国', isNear: false, range: { from: 0, to: 0 }, path: [] };

interface Shown {
  place: PublicPlace;
  below: readonly PublicPlaceLine[];
  theme: string | undefined;
  /** undefined where the place is too large to list */
  found: { items: readonly PublicOccasion[]; hasMore: boolean } | undefined;
  isFurther: boolean;
}

/** What is on near the place: the place first, then the next activities by day. */
export async function showCalendar(visit: PublicVisit): Promise<FastifyReply> {
  const { context, reply, frame, asked } = visit;
  const { portalDb } = context.platform;
  const { place, isUnknown } = await placeOf(visit);
  const theme = ACTIVITY_THEMES.find((one) => one === asked['theme']);
  const after = positionOf(asked['after']);
  const [below, found] = await Promise.all([
    listPublicPlaces(portalDb, place.key, context.today),
    place.isNear ? listComing(portalDb, { range: place.range, now: context.now, theme, after }) : undefined,
  ]);
  const text = calendarPage(frame, { place, below, theme, found, isFurther: after !== undefined }, isUnknown ? UNKNOWN_PLACE : undefined);
  return sendPage(reply, text, isUnknown ? 404 : 200);
}

async function placeOf({ context, asked, place, rememberPlace }: PublicVisit): Promise<{ place: PublicPlace; isUnknown: boolean }> {
  const find = (key: number) => findPublicPlace(context.platform.portalDb, key, context.today);
  const chosen = keyOf(asked['place'] ?? place ?? '');
  const found = chosen === undefined ? undefined : await find(chosen);
  if (found && asked['place'] !== undefined) rememberPlace(codeOf(found.key));
  return { place: found ?? (await find(NATION_KEY)) ?? EMPTY_NATION, isUnknown: found === undefined && asked['place'] !== undefined };
}

/** A position that is none begins anew. */
function positionOf(text: string | undefined): { startsAt: Date; id: number } | undefined {
  const [at, id] = (text === undefined ? undefined : decodeCursor(text)) ?? [];
  const startsAt = typeof at === 'string' ? new Date(at) : undefined;
  return startsAt && !Number.isNaN(startsAt.getTime()) && Number.isSafeInteger(id) ? { startsAt, id: Number(id) } : undefined;
}

function calendarPage(frame: Frame, { place, below, theme, found, isFurther }: Shown, problem: string | undefined): string {
  const steps = [
    { href: calendarAddress(NATION_KEY), text: '全国' },
    ...place.path.map(({ key, shortName }) => ({ href: calendarAddress(key), text: shortName })),
  ];
  const last = found?.items.at(-1);
  const next = found?.hasMore && last ? encodeCursor([last.startsAt.toISOString(), last.id]) : undefined;
  return page(
    place.path.length > 0 ? `${place.shortName}的活动` : '参加活动',
    html`<h1>参加活动</h1>
${problemBox(problem)}
${pathLine(steps)}
${found ? themeChooser(place, theme) : ''}
${chooser(place, below, found !== undefined)}
${found ? results(place, found.items, theme, isFurther) : ''}
${next ? html`<p><a class="button plain" href="${calendarAddress(place.key, { theme, after: next })}">再往后看</a></p>` : ''}
<p><a class="back" href="/my/activities">我报名的活动</a></p>`,
    frame,
    [],
  );
}

function themeChooser(place: PublicPlace, theme: string | undefined): Html {
  return html`<details${theme ? html` open` : ''}><summary>${theme ? `只看“${theme}”` : '只看一个主题'}</summary>
<ul class="places"><li><a href="${calendarAddress(place.key)}">全部主题</a></li>${ACTIVITY_THEMES.map(
    (one) => html`<li><a href="${calendarAddress(place.key, { theme: one })}"${one === theme ? html` aria-current="true"` : ''}>${one}</a></li>`,
  )}</ul></details>`;
}

function chooser(place: PublicPlace, below: readonly PublicPlaceLine[], isListed: boolean): Html | string {
  if (below.length === 0) return isListed ? '' : html`<p class="panel">平台现在没有这里的下级区划。请选别的地方，或者过一段时间再来。</p>`;
  const choices = html`<ul class="places">${below.map(({ key, shortName }) => html`<li><a href="${calendarAddress(key)}">${shortName}</a></li>`)}</ul>`;
  const kind = below.every(({ level }) => level === 'county') ? '区县' : BELOW[place.level];
  return isListed
    ? html`<details><summary>只看一个${kind}（${below.length} 个可选）</summary>${choices}</details>`
    : html`<h2>选${kind}</h2><p>一级一级地选，到区县就能看到活动；选过的地方会记住。</p>${choices}`;
}

function results(place: PublicPlace, items: readonly PublicOccasion[], theme: string | undefined, isFurther: boolean): Html {
  if (items.length === 0) {
    const above = place.path.at(-2);
    return html`<div class="panel" role="status"><p><strong>${isFurther ? '后面没有了。' : `${place.shortName}近期没有${theme ? `“${theme}”的` : '发布'}活动。`}</strong></p>
<p>${theme ? html`<a href="${calendarAddress(place.key)}">看这里的全部活动</a>。` : '过几天再来看看，或者看上一级的地方。'}</p>
${above?.isNear ? html`<p><a class="button plain" href="${calendarAddress(above.key, { theme })}">看${above.shortName}的活动</a></p>` : ''}</div>`;
  }
  const days = Map.groupBy(items, ({ startsAt }) => dayWithWeekday(startsAt));
  return html`${[...days].map(([day, ofDay]) => html`<h2>${day}</h2><ul class="panel announced">${ofDay.map(entry)}</ul>`)}`;
}

function entry(occasion: PublicOccasion): Html {
  const { id, title, startsAt, endsAt, venue, organizationName, demonstration } = occasion;
  return html`<li><a href="${occasionAddress(id)}"><strong>${title}</strong></a>${demonstration ? html` <span class="mark">演示数据</span>` : ''}<br>
${clockOf(startsAt)}—${clockOf(endsAt)} · ${venue}<br><span class="quiet">${organizationName} · ${placesInWords(occasion)}</span></li>`;
}
