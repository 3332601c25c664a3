/** A map of public pages: inline SVG without script, every area a link. Texts are escaped by the template. */
import { html } from 'hono/html';
import type { Html } from './page.ts';

interface Part {
  box: { x: number; y: number; width: number; height: number };
  shapes: readonly { code: string; name: string; path: string; labelX: number; labelY: number; isNamed: boolean }[];
}

export interface PublicMapDrawing extends Part {
  letters: number;
  inset: Part | null;
  packs: readonly { source: string; approvalNumber: string | null; edition: string }[];
}

/** Where an area leads, how deep its colour is (0 to 4) and what stands under its name. */
export interface PublicMapArea {
  href: string;
  depth: number;
  figure: string;
}

/** Names stand here without figures below them, so that they may be larger. */
const LARGER = 1.25;

/** @param areaOf by code; the same figures must stand beside the map in words */
export function drawMap(map: PublicMapDrawing, areaOf: (code: string) => PublicMapArea): Html {
  const { box, inset } = map;
  const corner = { width: box.width / 4, height: box.height / 3 };
  return html`<figure class="map"><svg viewBox="${viewBoxOf(box)}" role="group" aria-label="地图">${areas(map, areaOf)}${names(map)}${
    inset
      ? html`<svg x="${box.x + box.width - corner.width}" y="${box.y + box.height - corner.height}" width="${corner.width}" height="${corner.height}" viewBox="${viewBoxOf(inset.box)}"><rect x="${inset.box.x}" y="${inset.box.y}" width="${inset.box.width}" height="${inset.box.height}"/>${areas(inset, areaOf)}</svg>`
      : ''
  }</svg><figcaption class="quiet">${map.packs.map(({ source, approvalNumber, edition }) => `审图号：${approvalNumber ?? '无'}，资料来源：${source}（${edition}）`).join('；')}</figcaption></figure>`;
}

function areas({ shapes }: Part, areaOf: (code: string) => PublicMapArea): Html[] {
  return shapes.map(({ code, name, path }) => {
    const { href, depth, figure } = areaOf(code);
    return html`<a href="${href}" aria-label="${name} ${figure}"><path class="fill-${depth}" d="${path}"/></a>`;
  });
}

function names({ shapes, letters }: PublicMapDrawing): Html {
  return html`<g font-size="${letters * LARGER}" aria-hidden="true">${shapes.filter(({ isNamed }) => isNamed).map(({ name, labelX, labelY }) => html`<text x="${labelX}" y="${labelY}" stroke-width="${letters / 5}">${name}</text>`)}</g>`;
}

const viewBoxOf = ({ x, y, width, height }: Part['box']) => `${x} ${y} ${width} ${height}`;
