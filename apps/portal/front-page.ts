import { html } from 'hono/html';
import { FRONT_DOORS, type FrontDoor, type FrontLink, type FrontPart, type FrontPlace } from '#platform/http/front-part.ts';
import type { PublicVisit } from '#platform/http/public-door.ts';
import type { PublicPlace } from '#modules/divisions/server/public.ts';
import { codeOf } from '#shared/division-code.ts';
import { type Frame, type Html, page } from '#ui/portal/page.ts';
import { door } from '#ui/portal/parts.ts';

/** @returns undefined while no place below the nation is chosen */
export function frontPlaceOf(place: PublicPlace | undefined): FrontPlace | undefined {
  return place && place.path.length > 0 ? { key: place.key, code: codeOf(place.key), name: place.path.map(({ shortName }) => shortName).join(' ') } : undefined;
}

/** The public front: place first, then the doors there are, then what is new. */
export function frontPage(frame: Frame, place: FrontPlace | undefined, parts: readonly FrontPart[], sections: readonly (Html | '')[]): string {
  const links = parts.flatMap((part) => part.links);
  return page(
    '首页',
    html`<h1><span>社区社会组织，</span><span>从这里扎根</span></h1>
${placePanel(place)}
<ul class="doors">${Object.entries(FRONT_DOORS).map(([name, title]) => {
      const behind = links.filter((link) => link.door === (name as FrontDoor));
      return behind.length > 0 ? doorOf(title, behind, place) : '';
    })}</ul>
${sections}`,
    frame,
  );
}

function placePanel(place: FrontPlace | undefined): Html {
  return html`<div class="panel">${
    place
      ? html`<p>您选的地方：<strong>${place.name}</strong></p>
<p><a class="button plain" href="/place">换一个地方</a></p>`
      : html`<p>先选您住的社区（村），看看身边有哪些社区社会组织。</p>
<p><a class="button" href="/place">选我的社区</a></p>`
  }</div>`;
}

/** The first link is the door; what else is behind it stands below. */
function doorOf(title: string, [first, ...others]: readonly FrontLink[], place: FrontPlace | undefined): Html | '' {
  if (!first) return '';
  const more = html`${others.map(({ name, address }) => html`<li><a href="${address(place)}">${name}</a></li>`)}`;
  return door(first.address(place), title, first.what, others.length > 0 ? more : undefined);
}

/** What the modules have that is new at the place, in the order of their parts. */
export async function frontSections(visit: PublicVisit, place: FrontPlace | undefined, parts: readonly FrontPart[]): Promise<(Html | '')[]> {
  return Promise.all(parts.map((part) => part.section?.(visit, place) ?? ''));
}
