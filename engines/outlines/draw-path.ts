import polylabel from 'polylabel';

/** What is drawn of one outline, in thousandths of a degree; y grows downwards. */
export interface DrawnPath {
  /** SVG path, its first point absolute, the others relative */
  path: string;
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
  /** as far inside the largest part as can be: where the name is written */
  labelX: number;
  labelY: number;
}

export type Point = readonly [x: number, y: number];
/** longitude and latitude in degrees */
export type Ring = readonly (readonly number[])[];

const UNITS_PER_DEGREE = 1000;

/** Mercator, so that shapes look as people know them from maps; the scale differs from place to place, which a map of one city does not show. */
export function project([longitude = 0, latitude = 0]: readonly number[]): Point {
  const radians = (latitude * Math.PI) / 180;
  const mercator = (Math.log(Math.tan(Math.PI / 4 + radians / 2)) * 180) / Math.PI;
  return [Math.round(longitude * UNITS_PER_DEGREE), Math.round(-mercator * UNITS_PER_DEGREE)];
}

/** @param rings of all parts, holes too; at least one with a point @throws RangeError without any point */
export function drawPath(rings: readonly Ring[]): DrawnPath {
  const projected = rings.map((ring) => withoutRepeats(ring.map(project))).filter((ring) => ring.length > 0);
  const boxes = projected.map(boxOf);
  const [largest] = projected.toSorted((one, other) => areaOf(boxOf(other)) - areaOf(boxOf(one)));
  if (!largest) throw new RangeError('an outline without a point');
  const [labelX = 0, labelY = 0] = polylabel([largest.map(([x, y]) => [x, y])], 1);
  return {
    path: projected.map(ringPath).join(''),
    minX: Math.min(...boxes.map(({ minX }) => minX)),
    minY: Math.min(...boxes.map(({ minY }) => minY)),
    maxX: Math.max(...boxes.map(({ maxX }) => maxX)),
    maxY: Math.max(...boxes.map(({ maxY }) => maxY)),
    labelX: Math.round(labelX),
    labelY: Math.round(labelY),
  };
}

function withoutRepeats(points: readonly Point[]): Point[] {
  return points.filter(([x, y], index) => index === 0 || x !== points[index - 1]?.[0] || y !== points[index - 1]?.[1]);
}

function ringPath(points: readonly Point[]): string {
  const steps = points.slice(1).map(([x, y], index) => `${x - (points[index]?.[0] ?? 0)} ${y - (points[index]?.[1] ?? 0)}`);
  return `M${points[0]?.join(' ') ?? ''}${steps.length > 0 ? `l${steps.join(' ')}` : ''}z`;
}

interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

const areaOf = ({ minX, minY, maxX, maxY }: Box) => (maxX - minX) * (maxY - minY);

function boxOf(points: readonly Point[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    box.minX = Math.min(box.minX, x);
    box.maxX = Math.max(box.maxX, x);
    box.minY = Math.min(box.minY, y);
    box.maxY = Math.max(box.maxY, y);
  }
  return box;
}
