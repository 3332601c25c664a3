import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import type { DivisionMap } from '#modules/divisions/contract/map.ts';
import { findPublicPlace, getPublicMap, listPublicPlaces, type PublicPlace, type PublicPlaceLine } from '#modules/divisions/server/public.ts';
import { sendPage } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { codeOf, keyOf, NATION_KEY } from '#shared/division-code.ts';
import { drawMap } from '#ui/portal/draw-map.ts';
import { type Frame, type Html, page, problemBox } from '#ui/portal/page.ts';
import { hidden, pathLine } from '#ui/portal/parts.ts';
import { standingOf } from '../contract/standing.ts';
import { countDirectory, type DirectoryEntry, listDirectory } from '../server/public.ts';
import { directoryAddress, groupAddress } from './addresses.ts';

const MOST_TYPED = 50;
const STREET_SPAN = 1000;
const DEPTHS = 4;
const UNKNOWN_PLACE = '没有这个地方，可能网址不完整，或者区划已经调整。请重新选择。';
/** What is to be chosen below a place of this level. */
const BELOW = { nation: '省份', province: '市', city: '区县', county: '街道（乡镇）', township: '社区（村）', community: '' } as const;

/** Digits of a key below which the next level is told apart; only where one county, or one city, is counted through. */
const COUNTED_BELOW: Partial<Record<PublicPlace['level'], number>> = { city: 1e6, county: 1e3, township: 1 };

interface Shown {
  place: PublicPlace;
  below: readonly PublicPlaceLine[];
  /** organizations by place below; undefined where they are too many to be counted for a page */
  counts: ReadonlyMap<number, number> | undefined;
  /** undefined without approved outlines */
  map: DivisionMap | undefined;
  /** undefined where the place is too large to list */
  found: { items: readonly DirectoryEntry[]; next: string | undefined } | undefined;
  q: string;
  /** whether this is not the first page */
  isFurther: boolean;
}

/** Place first, then a page of its organizations. The place of the last visit counts until another is chosen. */
export async function showDirectory(visit: PublicVisit): Promise<FastifyReply> {
  const { context, reply, frame } = visit;
  const { portalDb } = context.platform;
  const { place, isUnknown } = await placeOf(visit);
  const q = (visit.asked['q'] ?? '').slice(0, MOST_TYPED).toWellFormed();
  const { after } = visit.asked;
  const street = place.level === 'community' ? place.key - (place.key % STREET_SPAN) : undefined;
  const span = COUNTED_BELOW[place.level];
  const [below, found, counts, map] = await Promise.all([
    listPublicPlaces(portalDb, place.key, context.today),
    place.isNear ? listDirectory(portalDb, context.today, { range: place.range, street, q, after }) : undefined,
    span === undefined ? undefined : countDirectory(portalDb, context.today, place.range, span),
    span === undefined ? undefined : getPublicMap(portalDb, place.key, context.today),
  ]);
  const text = directoryPage(
    frame,
    { place, below, counts, map, found, q, isFurther: after !== undefined },
    context.today,
    isUnknown ? UNKNOWN_PLACE : undefined,
  );
  return sendPage(reply, text, isUnknown ? 404 : 200);
}

async function placeOf({ context, asked, place, rememberPlace }: PublicVisit): Promise<{ place: PublicPlace; isUnknown: boolean }> {
  const find = (key: number) => findPublicPlace(context.platform.portalDb, key, context.today);
  const chosen = keyOf(asked['place'] ?? place ?? '');
  const found = chosen === undefined ? undefined : await find(chosen);
  if (found && asked['place'] !== undefined) rememberPlace(codeOf(found.key));
  const isUnknown = found === undefined && asked['place'] !== undefined;
  return { place: found ?? (await find(NATION_KEY)) ?? EMPTY_NATION, isUnknown };
}

/** Before any division has been loaded. */
const EMPTY_NATION: PublicPlace = { key: NATION_KEY, level: 'nation', name: '全国', shortName: '全国', isNear: false, range: { from: 0, to: 0 }, path: [] };

function directoryPage(frame: Frame, { place, below, counts, map, found, q, isFurther }: Shown, today: string, problem?: string): string {
  const steps = [
    { href: directoryAddress(NATION_KEY), text: '全国' },
    ...place.path.map(({ key, shortName }) => ({ href: directoryAddress(key), text: shortName })),
  ];
  return page(
    place.path.length > 0 ? `${place.shortName}的组织` : '找组织',
    html`<h1>找组织</h1>
${problemBox(problem)}
${pathLine(steps)}
${found ? searchForm(place, q) : ''}
${chooser({ place, below, counts, map, found })}
${found ? results(place, found.items, q, isFurther, today) : ''}
${found?.next ? html`<p><a class="button plain" href="${directoryAddress(place.key, { q, after: found.next })}">下一页</a></p>` : ''}`,
    frame,
    [],
  );
}

function searchForm(place: PublicPlace, q: string): Html {
  return html`<form method="get" action="/groups" class="panel search" role="search">${hidden({ place: codeOf(place.key) })}
<div><label for="q">组织名称里的字</label><input id="q" name="q" type="search" maxlength="${MOST_TYPED}" value="${q}"></div>
<button type="submit">查找</button></form>`;
}

function results(place: PublicPlace, items: readonly DirectoryEntry[], q: string, isFurther: boolean, today: string): Html {
  if (items.length > 0) {
    return html`<h2>${place.shortName}${q === '' ? '的组织' : `名称里有“${q}”的组织`}${isFurther ? '（续）' : ''}</h2>
<ul class="panel announced">${items.map((item) => entry(item, today))}</ul>`;
  }
  return html`<div class="panel" role="status"><p><strong>${isFurther ? '后面没有了。' : q === '' ? `${place.shortName}还没有列出的组织。` : `${place.shortName}没有找到名称里有“${q}”的组织。`}</strong></p>
<p>${
    q !== '' || isFurther
      ? html`换一个词，少打一两个字，或者<a href="${directoryAddress(place.key)}">看这里的全部组织</a>。`
      : '可以看看上一级的地方；想自己组织一个团队的，请登录后申请备案。'
  }</p>
${q === '' && !isFurther ? html`<p>${wider(place)} <a class="button plain" href="/my">登录申请</a></p>` : wider(place)}</div>`;
}

/** The way to the next larger place that can be listed. */
function wider(place: PublicPlace): Html | string {
  const above = place.path.at(-2);
  return above?.isNear ? html`<a class="button plain" href="${directoryAddress(above.key)}">看${above.shortName}的组织</a>` : '';
}

function entry({ id, name, tier, category, placeName, demonstration }: DirectoryEntry, today: string): Html {
  const { word } = standingOf({ tier, endedOn: null, endReason: null }, today);
  return html`<li><a href="${groupAddress(id)}">${name}</a>${demonstration ? html` <span class="mark">演示数据</span>` : ''}<br>
<span class="quiet">${category} · ${word} · ${placeName}</span></li>`;
}

function chooser({ place, below, counts, map, found }: Omit<Shown, 'q' | 'isFurther'>): Html | string {
  const isListed = found !== undefined;
  if (below.length === 0) return isListed ? '' : html`<p class="panel">平台现在没有这里的下级区划。请选别的地方，或者过一段时间再来。</p>`;
  const choices = counts
    ? html`${map ? mapOf(map, counts) : ''}${tiles(below, counts)}`
    : html`<ul class="places">${below.map(({ key, shortName }) => html`<li><a href="${directoryAddress(key)}">${shortName}</a></li>`)}</ul>`;
  const kind = below.every(({ level }) => level === 'county') ? '区县' : BELOW[place.level];
  return isListed
    ? html`<details><summary>按${kind}看分布（${below.length} 个可选）</summary>${choices}</details>`
    : html`<h2>选${kind}</h2><p>一级一级地选，到区县就能看到组织；选过的地方会记住。</p>${choices}`;
}

/** The same as the tiles below it, for those who know the place by its shape. */
function mapOf(map: DivisionMap, counts: ReadonlyMap<number, number>): Html {
  const most = Math.max(1, ...counts.values());
  return drawMap(map, (code) => {
    const count = counts.get(keyOf(code) ?? NATION_KEY) ?? 0;
    return { href: directoryAddress(keyOf(code) ?? NATION_KEY), depth: Math.ceil((count / most) * DEPTHS), figure: `${count} 个组织` };
  });
}

/** One tile a place, the more organizations the broader its edge, with the number in words; a map stands above only where there is an authorized outline (ADR 0106). */
function tiles(below: readonly PublicPlaceLine[], counts: ReadonlyMap<number, number>): Html {
  const most = Math.max(1, ...below.map(({ key }) => counts.get(key) ?? 0));
  return html`<ul class="places tiles">${below.map(({ key, shortName }) => {
    const count = counts.get(key) ?? 0;
    return html`<li><a class="depth-${Math.ceil((count / most) * DEPTHS)}" href="${directoryAddress(key)}"><strong>${shortName}</strong><span>${count} 个组织</span></a></li>`;
  })}</ul><p class="quiet">左边的色条越宽，组织越多。</p>`;
}
