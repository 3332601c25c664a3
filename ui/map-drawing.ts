/** A map as the divisions module tells it and as console and public pages draw it: SVG units, no library. */
export interface MapPart {
  box: { x: number; y: number; width: number; height: number };
  shapes: readonly { code: string; name: string; path: string; labelX: number; labelY: number; isNamed: boolean }[];
}

/** Outlines of what lies directly below a division, and where they come from. */
export interface MapDrawing extends MapPart {
  /** the height of letters, in SVG units */
  letters: number;
  inset: MapPart | null;
  packs: readonly { source: string; approvalNumber: string | null; edition: string }[];
}

export const viewBoxOf = ({ x, y, width, height }: MapPart['box']): string => `${x} ${y} ${width} ${height}`;

/** Where the inset stands: below, at the right. */
export function cornerOf({ x, y, width, height }: MapPart['box']): MapPart['box'] {
  const corner = { width: width / 4, height: height / 3 };
  return { ...corner, x: x + width - corner.width, y: y + height - corner.height };
}
