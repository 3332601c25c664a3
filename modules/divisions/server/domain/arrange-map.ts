import type { DrawnPath } from '#engines/outlines/draw-path.ts';
import type { DivisionMap, MapBox, MapShape } from '#modules/divisions/contract/map.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import { type Label, namesWithRoom } from './names-with-room.ts';

/** An outline with its division's name and its pack. */
export interface StoredOutline extends DrawnPath {
  division: number;
  name: string;
  source: string;
  approvalNumber: string | null;
  edition: string;
}

/** 三沙, two thousand kilometres of sea: fitted into the map it would make a speck of the island of Hainan. */
const IN_INSET = rangeOf(460300000000, 'city');
const isFarOut = ({ division }: StoredOutline) => division >= IN_INSET.from && division < IN_INSET.to;
/** Letters to the width of a map. */
const LETTERS_IN_WIDTH = 30;
/** Room around the outlines, as a share of the map. */
const MARGIN = 0.02;

/** @returns undefined without any outline */
export function arrangeMap(outlines: readonly StoredOutline[]): DivisionMap | undefined {
  if (outlines.length === 0) return undefined;
  const near = outlines.filter((one) => !isFarOut(one));
  const [main, inset] = near.length === 0 ? [outlines, []] : [near, outlines.filter(isFarOut)];
  const packs = Map.groupBy(outlines, ({ source, approvalNumber, edition }) => `${source} ${approvalNumber} ${edition}`);
  const box = boxAround(main);
  const letters = box.width / LETTERS_IN_WIDTH;
  return {
    box,
    letters,
    shapes: shapesOf(main, letters),
    inset: inset.length === 0 ? null : { box: boxAround(inset), shapes: shapesOf(inset, Infinity) },
    packs: [...packs.values()].flatMap(([one]) => (one ? [{ source: one.source, approvalNumber: one.approvalNumber, edition: one.edition }] : [])),
  };
}

function boxAround(outlines: readonly StoredOutline[]): MapBox {
  const [west, north] = [Math.min(...outlines.map(({ minX }) => minX)), Math.min(...outlines.map(({ minY }) => minY))];
  const [east, south] = [Math.max(...outlines.map(({ maxX }) => maxX)), Math.max(...outlines.map(({ maxY }) => maxY))];
  const room = Math.ceil(Math.max(east - west, south - north, 1) * MARGIN);
  return { x: west - room, y: north - room, width: east - west + 2 * room, height: south - north + 2 * room };
}

function shapesOf(outlines: readonly StoredOutline[], letters: number): MapShape[] {
  const named = new Set(namesWithRoom(outlines.map(labelOf), letters));
  return outlines.map(({ division, name, path, labelX, labelY }, index) => ({ code: codeOf(division), name, path, labelX, labelY, isNamed: named.has(index) }));
}

function labelOf({ name, labelX, labelY, minX, minY, maxX, maxY }: StoredOutline): Label {
  return { x: labelX, y: labelY, signs: name.length, size: (maxX - minX) * (maxY - minY) };
}
