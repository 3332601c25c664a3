import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { z } from 'zod';
import { type DrawnPath, drawPath } from './draw-path.ts';

export interface Outline extends DrawnPath {
  /** as the pack writes it: 6 or 12 digits */
  code: string;
}

export type PackProblem = 'notJson' | 'notOutlines' | 'noCodes' | 'outside';

/** A file that is no map data pack, and why. */
export class PackUnreadable extends Error {
  readonly problem: PackProblem;
  constructor(problem: PackProblem) {
    super(`map pack: ${problem}`);
    this.problem = problem;
  }
}

/** Corners that make less than this many square degrees are left out: some 200 m by 200 m. */
const LEAST_CORNER = 2e-6;
/** China with its seas, in degrees. */
const WITHIN = { west: 73, east: 136, south: 3, north: 54 } as const;

const properties = z.looseObject({ adcode: z.union([z.number().int(), z.string()]).optional(), code: z.union([z.number().int(), z.string()]).optional() });
const position = z.array(z.number()).min(2);
const geometry = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
]);
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.object({ properties, geometry: geometry.nullable() })) });
const CODE = /^(\d{6}|\d{9}|\d{12})$/;

type Areas = FeatureCollection<Polygon | MultiPolygon, z.output<typeof properties>>;

/**
 * Outlines of a map data pack: GeoJSON (`FeatureCollection`) or TopoJSON (its first object) whose areas bear `adcode` or `code`.
 * What bears no code of a division (such as the line of the southern sea) is left out.
 * @throws PackUnreadable
 */
export function readOutlines(text: string): Outline[] {
  const areas = simplified(readAreas(text));
  const outlines = areas.features.flatMap(({ properties: { adcode, code }, geometry: area }) => {
    const written = String(code ?? adcode ?? '');
    const rings = area?.type === 'Polygon' ? area.coordinates : (area?.coordinates.flat() ?? []);
    if (!CODE.test(written) || !rings.some((ring) => ring.length > 0)) return [];
    if (rings.some((ring) => ring.some(isOutside))) throw new PackUnreadable('outside');
    return [{ code: written, ...drawPath(rings) }];
  });
  if (outlines.length === 0) throw new PackUnreadable('noCodes');
  return outlines;
}

/** A pack in metres of some projection, or with latitude first, would be drawn as nonsense. */
function isOutside([longitude = 0, latitude = 0]: readonly number[]): boolean {
  return longitude < WITHIN.west || longitude > WITHIN.east || latitude < WITHIN.south || latitude > WITHIN.north;
}

function readAreas(text: string): Areas {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new PackUnreadable('notJson');
  }
  const found = collection.safeParse(isTopology(read) ? untangled(read) : read);
  if (!found.success) throw new PackUnreadable('notOutlines');
  const { features } = found.data;
  return {
    type: 'FeatureCollection',
    features: features.flatMap((one) => (one.geometry ? [{ type: 'Feature' as const, ...one, geometry: one.geometry }] : [])),
  };
}

function isTopology(read: unknown): read is Topology {
  return typeof read === 'object' && read !== null && 'type' in read && read.type === 'Topology' && 'objects' in read && 'arcs' in read;
}

function untangled(read: Topology): unknown {
  try {
    const [first] = Object.values(read.objects);
    return first && feature(read, first);
  } catch {
    // arcs that are not there
    throw new PackUnreadable('notOutlines');
  }
}

/** Borders that two areas share lose the same corners on both sides. */
function simplified(areas: Areas): Areas {
  const all = topology({ areas }) as Topology<{ areas: GeometryCollection<z.output<typeof properties>> }>;
  const less = simplify(presimplify(all), LEAST_CORNER);
  return feature(less, less.objects.areas as GeometryCollection<z.output<typeof properties>>) as Areas;
}
