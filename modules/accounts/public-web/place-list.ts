import { html } from 'hono/html';
import { findDivision, listChildren, searchSummaries } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Html } from '#ui/portal/page.ts';
import { panel } from '#ui/portal/parts.ts';

export const NATION = '000000000000';
const MOST_FOUND = 20;
const MOST_LISTED = 200;
const CODE = /^\d{12}$/;

export interface PlaceQuestion {
  /** where a place leads to: `?place=` once chosen, `?in=` one step below */
  address: string;
  /** asked of the page */
  query: Readonly<Record<string, string>>;
  /** whether a street may be chosen as well */
  alsoTownships?: boolean;
}

/** Places by name, or step by step from the provinces: each leads on or is chosen. */
export async function placeList(context: Context, { address, query, alsoTownships = false }: PlaceQuestion): Promise<Html> {
  const words = wordsIn(query);
  const row = (what: 'place' | 'in', code: string, text: string) => html`<li><a class="row-link" href="${address}?${what}=${code}">${text}</a></li>`;
  const rowOf = ({ code, level }: { code: string; level: string }, text: string) => row(level === 'community' ? 'place' : 'in', code, text);
  if (words !== '') {
    const found = await searchSummaries(context, { q: words, limit: MOST_FOUND });
    if (found.length === 0) return panel('info', html`<p>没有找到“${words}”。换一个写法试试，或者<a href="${address}?in=${NATION}">从省市一级一级选</a>。</p>`);
    return html`<h2>找到 ${found.length} 个</h2><ul class="rows panel">${found.map((one) => rowOf(one, one.path.join(' ')))}</ul>`;
  }
  const within = withinOf(query);
  const { items } = await listChildren(context, { code: within, limit: MOST_LISTED });
  const parent = await findDivision(context, context.platform.db, within);
  const whole = alsoTownships && parent.level === 'township' ? row('place', within, `${parent.name}（由街道、乡镇登记的）`) : '';
  return html`<h2>${within === NATION ? '或者从省市一级一级选' : parent.name}</h2>
<ul class="rows panel">${whole}${items.map((one) => rowOf(one, one.name))}</ul>`;
}

export function wordsIn(query: Readonly<Record<string, string>>): string {
  return (query['q'] ?? '').trim().slice(0, 60);
}

export function withinOf(query: Readonly<Record<string, string>>): string {
  return CODE.test(query['in'] ?? '') ? (query['in'] ?? NATION) : NATION;
}
