import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useDivisionSource } from '../inputs/division-source.ts';
import { cornerOf, type MapDrawing, type MapPart, viewBoxOf } from '../map-drawing.ts';
import styles from './outline-map.module.css';

/** How one area is coloured and what is told of it. */
export interface MapArea {
  fill: string;
  /** the figure as written under the name */
  figure: string;
  onChoose?: (() => void) | undefined;
}

interface OutlineMapProps {
  /** the place whose parts are drawn, by code */
  place: string;
  areas: ReadonlyMap<string, MapArea>;
  label: string;
}

const NO_FIGURE: MapArea = { fill: '#FFFFFF', figure: '' };

/**
 * The place on a map, where a data pack has its outlines; nothing otherwise. Always beside tiles or a table that say the same: areas without an
 * outline stand only there.
 */
export function OutlineMap({ place, areas, label }: OutlineMapProps) {
  const source = useDivisionSource();
  const { data } = useQuery({ queryKey: ['divisions', 'map', place], queryFn: ({ signal }) => source.map(place, signal), staleTime: Infinity });
  const isDrawn = data?.shapes.some(({ code }) => areas.has(code)) ?? false;
  return data && isDrawn ? <Drawing map={data} areas={areas} label={label} /> : null;
}

function Drawing({ map, areas, label }: { map: MapDrawing } & Omit<OutlineMapProps, 'place'>) {
  const { box, inset, letters } = map;
  return (
    <figure className={styles.figure}>
      <svg className={styles.map} viewBox={viewBoxOf(box)} role="group" aria-label={`${label}，地图`}>
        {map.shapes.map((shape) => (
          <Area key={shape.code} shape={shape} area={areas.get(shape.code) ?? NO_FIGURE} />
        ))}
        <g fontSize={letters} aria-hidden="true">
          {map.shapes
            .filter(({ isNamed }) => isNamed)
            .map(({ code, name, labelX, labelY }) => (
              <text key={code} className={styles.name} x={labelX} y={labelY} strokeWidth={letters / 5}>
                {name}
                <tspan x={labelX} dy="1.15em">
                  {areas.get(code)?.figure}
                </tspan>
              </text>
            ))}
        </g>
        {inset && (
          <svg {...cornerOf(box)} viewBox={viewBoxOf(inset.box)}>
            <rect className={styles.frame} {...inset.box} />
            {inset.shapes.map((shape) => (
              <Area key={shape.code} shape={shape} area={areas.get(shape.code) ?? NO_FIGURE} isFar />
            ))}
          </svg>
        )}
      </svg>
      <figcaption className={styles.note}>{noteOf(map)}</figcaption>
    </figure>
  );
}

function Area({
  shape: { name, path },
  area: { fill, figure, onChoose },
  isFar = false,
}: {
  shape: MapPart['shapes'][number];
  area: MapArea;
  isFar?: boolean;
}) {
  const told = `${name} ${figure}`.trim();
  const drawn = (
    <path className={isFar ? styles.island : styles.area} d={path} fill={fill}>
      <title>{told}</title>
    </path>
  );
  if (!onChoose) return drawn;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onChoose();
  };
  return (
    <g className={styles.choice} role="button" tabIndex={0} aria-label={told} onClick={onChoose} onKeyDown={onKeyDown}>
      {drawn}
    </g>
  );
}

function noteOf({ packs }: MapDrawing): string {
  const isApproved = packs.every(({ approvalNumber }) => approvalNumber !== null);
  const sources = packs.map(({ source, edition, approvalNumber }) => `${approvalNumber ? `审图号：${approvalNumber}，` : ''}资料来源：${source}（${edition}）`);
  return `${isApproved ? '' : '示意图，不是标准地图，只供内部使用。'}${sources.join('；')}`;
}
