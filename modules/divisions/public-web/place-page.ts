import type { FastifyReply } from 'fastify';
import { html } from 'hono/html';
import { sendPage, type Typed } from '#platform/http/forms.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import { codeOf, keyOf, LEVEL_NAMES, NATION_KEY } from '#shared/division-code.ts';
import { type Frame, type Html, LOCATING_SCRIPT, page, problemBox } from '#ui/portal/page.ts';
import { hidden, pathLine } from '#ui/portal/parts.ts';
import {
  type FoundPlace,
  findPlaceAt,
  findPublicPlace,
  hasPublishedOutlines,
  listPublicPlaces,
  type PublicPlace,
  type PublicPlaceLine,
  searchPublicPlaces,
} from '../server/public.ts';

const MOST_TYPED = 50;
const NOT_LOCATED = '您的位置不在平台有地图的地方。请按名称查找，或者一级一级地选。';
const UNKNOWN_PLACE = '没有这个地方，可能网址不完整，或者区划已经调整。请重新选择。';
/** Pages of this site only. */
const OWN_ADDRESS = /^\/(?!\/)[\w/?=&%.-]*$/;

interface Shown {
  /** undefined at the nation */
  place: PublicPlace | undefined;
  below: readonly PublicPlaceLine[];
  /** undefined before anything was searched for */
  found: readonly FoundPlace[] | undefined;
  q: string;
  back: string;
  /** whether somebody's position says in which place they are */
  locates: boolean;
  /** whether the place was found by the position */
  isNear: boolean;
}

/** Chooses the place: by a name, pinyin, or step by step; then goes back to where the choice was wanted. Whatever is chosen is remembered in the browser. */
export async function showPlaces({ context, reply, asked, rememberPlace, frame }: PublicVisit): Promise<FastifyReply> {
  const { portalDb } = context.platform;
  const back = backOf(asked['back']);
  const find = async (code: string | undefined) => {
    const key = keyOf(code ?? '');
    return key === undefined || key === NATION_KEY ? undefined : findPublicPlace(portalDb, key, context.today);
  };
  const chosen = await find(asked['choose']);
  if (chosen) {
    rememberPlace(codeOf(chosen.key));
    return reply.redirect(back, 303);
  }
  const place = await find(asked['in']);
  const q = (asked['q'] ?? '').slice(0, MOST_TYPED).toWellFormed();
  const [below, found, locates] = await Promise.all([
    listPublicPlaces(portalDb, place?.key ?? NATION_KEY, context.today),
    q === '' ? undefined : searchPublicPlaces(portalDb, context.today, q),
    hasPublishedOutlines(portalDb),
  ]);
  const isUnknown = asked['choose'] !== undefined || (asked['in'] !== undefined && !place && keyOf(asked['in']) !== NATION_KEY);
  return sendPage(
    reply,
    placePage(frame, { place, below, found, q, back, locates, isNear: asked['near'] === '1' }, isUnknown ? UNKNOWN_PLACE : problemOf(asked['near'])),
    isUnknown ? 404 : 200,
  );
}

/** A position leads on to the place it lies in, which is still to be chosen. Nothing of it is kept. */
export async function showPlaceAt({ context, reply, typed }: PublicVisit & { typed: Typed }): Promise<FastifyReply> {
  const back = backOf(typed['back']);
  const at = { longitude: Number(typed['longitude'] || NaN), latitude: Number(typed['latitude'] || NaN) };
  const isPosition = Math.abs(at.longitude) <= 180 && Math.abs(at.latitude) < 85;
  const key = isPosition ? await findPlaceAt(context.platform.portalDb, at, context.today) : undefined;
  const query = new URLSearchParams({ back, near: key === undefined ? '0' : '1' });
  if (key !== undefined) query.set('in', codeOf(key));
  return reply.redirect(`/place?${query.toString()}`, 303);
}

const backOf = (asked = '') => (OWN_ADDRESS.test(asked) ? asked : '/');
const problemOf = (near: string | undefined) => (near === '0' ? NOT_LOCATED : undefined);

function placePage(frame: Frame, { place, below, found, q, back, locates, isNear }: Shown, problem?: string): string {
  return page(
    '选我的地方',
    html`<h1>您住在哪里？</h1>
${problemBox(problem)}
<form method="get" action="/place" class="panel search" role="search">${hidden({ back })}
<div><label for="q">社区（村）、街道（乡镇）或区县的名称</label><input id="q" name="q" type="search" maxlength="${MOST_TYPED}" autocomplete="off" aria-describedby="q-hint" value="${q}"><p class="hint" id="q-hint">可以从大到小连着写，例如“平顶山 曙北”；也可以写拼音首字母，例如“pds”。</p></div>
<button type="submit">查找</button></form>
${locates ? locating(back) : ''}
${isNear && place ? html`<p class="panel info" role="status">按您的位置，大概在<strong>${place.path.map(({ shortName }) => shortName).join(' ')}</strong>。不对的话，请查找，或者从上一级选。</p>` : ''}
${found ? foundList(found, q, back) : ''}
${found ? '' : stepByStep(place, below, back)}`,
    frame,
    [],
    locates ? { head: html`<script src="${LOCATING_SCRIPT}" defer></script>` } : {},
  );
}

/** Shown by its script only, which needs a device that knows where it is. */
function locating(back: string): Html {
  return html`<form method="post" action="/place/near" data-locates hidden>${hidden({ back, longitude: '', latitude: '' })}
<button type="submit" class="plain">用我现在的位置</button><p class="hint" role="status">只用来找到区县，不会保存。</p></form>`;
}

function foundList(found: readonly FoundPlace[], q: string, back: string): Html {
  const again = html`<p><a class="button plain" href="${stepAddress(NATION_KEY, back)}">一级一级地选</a></p>`;
  if (found.length === 0)
    return html`<div class="panel" role="status"><p><strong>没有找到“${q}”。</strong></p><p>请少写一两个字，或者先写区县，再写社区，中间空一格。</p></div>${again}`;
  return html`<h2>找到 ${found.length} 个地方</h2>
<ul class="rows panel">${found.map(
    ({ key, level, path }) =>
      html`<li><a class="row-link" href="${choiceAddress(key, back)}">${path.join(' ')}</a> <span class="quiet">${LEVEL_NAMES[level]}</span></li>`,
  )}</ul>${again}`;
}

function stepByStep(place: PublicPlace | undefined, below: readonly PublicPlaceLine[], back: string): Html {
  const steps = [
    { href: stepAddress(NATION_KEY, back), text: '全国' },
    ...(place?.path ?? []).map(({ key, shortName }) => ({ href: stepAddress(key, back), text: shortName })),
  ];
  return html`<h2>或者一级一级地选</h2>
${pathLine(steps)}
${place ? html`<p><a class="button" href="${choiceAddress(place.key, back)}">就选${place.shortName}</a></p>` : ''}
${
  below.length === 0
    ? html`<p class="panel">平台现在没有这里的下级区划。${place ? '' : '请过一段时间再来。'}</p>`
    : html`<ul class="places">${below.map(({ key, level, shortName }) => html`<li><a href="${level === 'community' ? choiceAddress(key, back) : stepAddress(key, back)}">${shortName}</a></li>`)}</ul>`
}`;
}

function stepAddress(key: number, back: string): string {
  return `/place?${new URLSearchParams({ in: codeOf(key), back }).toString()}`;
}

function choiceAddress(key: number, back: string): string {
  return `/place?${new URLSearchParams({ choose: codeOf(key), back }).toString()}`;
}
