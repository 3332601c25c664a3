/** A map of public pages: inline SVG without script, every area a link. Texts are escaped by the template. */
import { html } from 'hono/html';
import { cornerOf, type MapDrawing, type MapPart, viewBoxOf } from '../map-drawing.ts';
import type { Html } from './page.ts';

/** Where an area leads, how deep its colour is (0 to 4) and what stands under its name. */
export interface PublicMapArea {
  href: string;
  depth: number;
  figure: string;
}

/** Names stand here without figures below them, so that they may be larger. */
const LARGER = 1.25;

/** @param areaOf by code; the same figures must stand beside the map in words */
export function drawMap(map: MapDrawing, areaOf: (code: string) => PublicMapArea): Html {
  const { box, inset } = map;
  const corner = cornerOf(box);
  return html`<figure class="map"><svg viewBox="${viewBoxOf(box)}" role="group" aria-label="地图">${areas(map, areaOf)}${names(map)}${
    inset
      ? html`<svg x="${corner.x}" y="${corner.y}" width="${corner.width}" height="${corner.height}" viewBox="${viewBoxOf(inset.box)}"><rect x="${inset.box.x}" y="${inset.box.y}" width="${inset.box.width}" height="${inset.box.height}"/>${areas(inset, areaOf)}</svg>`
      : ''
  }</svg><figcaption class="quiet">${map.packs.map(({ source, approvalNumber, edition }) => `审图号：${approvalNumber ?? '无'}，资料来源：${source}（${edition}）`).join('；')}</figcaption></figure>`;
}

function areas({ shapes }: MapPart, areaOf: (code: string) => PublicMapArea): Html[] {
  return shapes.map(({ code, name, path }) => {
    const { href, depth, figure } = areaOf(code);
    return html`<a href="${href}" aria-label="${name} ${figure}"><path class="fill-${depth}" d="${path}"/></a>`;
  });
}

function names({ shapes, letters }: MapDrawing): Html {
  return html`<g font-size="${letters * LARGER}" aria-hidden="true">${shapes.filter(({ isNamed }) => isNamed).map(({ name, labelX, labelY }) => html`<text x="${labelX}" y="${labelY}" stroke-width="${letters / 5}">${name}</text>`)}</g>`;
}
