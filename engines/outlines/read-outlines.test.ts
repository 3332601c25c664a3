/** Packs as authorities and mapping programs write them, and files that are none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from './contains.ts';
import { type Point, project } from './draw-path.ts';
import { PackUnreadable, readOutlines } from './read-outlines.ts';

const square = (west: number, south: number, size: number) => [
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ],
];
const area = (adcode: unknown, coordinates: unknown, type = 'Polygon') => ({ type: 'Feature', properties: { adcode }, geometry: { type, coordinates } });
const pack = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const problemOf = (text: string) => {
  try {
    readOutlines(text);
    return 'none';
  } catch (error) {
    return error instanceof PackUnreadable ? error.problem : `${error}`;
  }
};

describe('a map data pack', () => {
  it('becomes a path, a box and a place for the name', () => {
    const [one] = readOutlines(pack(area(410402, square(113, 33, 0.1))));
    expect(one).toMatchObject({ code: '410402', minX: 113000, maxX: 113100, labelX: 113050 });
    expect(one?.path).toMatch(/^M113\d\d\d -\d+l(-?\d+ -?\d+ ?)+z$/);
    // Mercator: a tenth of a degree of latitude is longer on the map than one of longitude
    expect((one?.maxY ?? 0) - (one?.minY ?? 0)).toBeGreaterThan(115);
  });

  it('may be TopoJSON, begin with a byte order mark, have islands, and lines that are no division', () => {
    const islands = area('460300', [square(112, 16, 0.05), square(113, 10, 0.3)], 'MultiPolygon');
    const [one, ...others] = readOutlines(`\uFEFF${pack(islands, area('100000_JD', square(110, 5, 1)), { ...area(1, []), geometry: null })}`);
    expect(others).toEqual([]);
    expect([one?.path.match(/M/g)?.length, one?.labelX]).toEqual([2, 113150]);
    const topo = {
      type: 'Topology',
      arcs: square(113, 33, 0.1),
      objects: { all: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', properties: { code: '410402' }, arcs: [[0]] }] } },
    };
    expect(readOutlines(JSON.stringify(topo)).map(({ code }) => code)).toEqual(['410402']);
  });

  it('keeps what neighbours share the same on both sides', () => {
    // a border with thousands of small teeth
    const border = Array.from({ length: 400 }, (_, at) => [113 + (at % 2) * 0.0004, 33 + at * 0.0005]);
    const west = [...border, [112.8, border.at(-1)?.[1] ?? 0], [112.8, 33], [113, 33]];
    const east = [...border, [113.2, border.at(-1)?.[1] ?? 0], [113.2, 33], [113, 33]];
    const outlines = readOutlines(pack(area(410402, [west]), area(410403, [east])));
    const edge = (code: string) => outlines.find((one) => one.code === code);
    expect(edge('410402')?.maxX).toBe(edge('410403')?.minX);
    for (const { path } of outlines) expect(path.split(' ').length).toBeLessThan(60);
  });

  it.each([
    ['text', 'nothing', 'notJson'],
    ['JSON of something else', '{"type":"Point"}', 'notOutlines'],
    ['null', 'null', 'notOutlines'],
    ['arcs that are not there', '{"type":"Topology","arcs":[],"objects":{"a":{"type":"Polygon","arcs":[[7]]}}}', 'notOutlines'],
    ['no code anywhere', pack(area('x', square(113, 33, 1))), 'noCodes'],
    ['nothing in it', pack(), 'noCodes'],
    ['metres', pack(area(410402, square(12_500_000, 3_900_000, 1000))), 'outside'],
    ['latitude first', pack(area(410402, square(33, 113, 1))), 'outside'],
  ])('is not %s', (_what, text, problem) => expect(problemOf(text)).toBe(problem));

  it('of anything at all is read or named as none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (code, coordinates) => {
        expect(['none', 'notJson', 'notOutlines', 'noCodes', 'outside']).toContain(problemOf(pack(area(code, coordinates))));
      }),
    );
  });
});

describe('a point', () => {
  it('lies within an outline, its islands too, and not in its holes or beside it', () => {
    const [hole] = square(113.4, 33.4, 0.2);
    const [island] = square(115, 33, 0.1);
    const [one] = readOutlines(pack(area(410402, [[...square(113, 33, 1), hole], [island]], 'MultiPolygon')));
    const isIn = (longitude: number, latitude: number) => contains(one?.path ?? '', project([longitude, latitude]));
    expect([isIn(113.1, 33.1), isIn(113.9, 33.9), isIn(115.05, 33.05)]).toEqual([true, true, true]);
    expect([isIn(113.5, 33.5), isIn(112.9, 33.5), isIn(114.5, 33.05), isIn(113.5, 34.1)]).toEqual([false, false, false, false]);
  });

  it('of a triangle is within exactly where its three corners turn the same way', () => {
    const degree = fc.integer({ min: 0, max: 1000 }).map((part) => part / 1000);
    const point = fc.tuple(degree, degree).map(([x, y]): [number, number] => [113 + x, 33 + y]);
    fc.assert(
      fc.property(point, point, point, point, (a, b, c, asked) => {
        const [pa, pb, pc, at] = [project(a), project(b), project(c), project(asked)];
        const turn = ([ax, ay]: Point, [bx, by]: Point) => Math.sign((bx - ax) * (at[1] - ay) - (by - ay) * (at[0] - ax));
        const step = ([ax, ay]: Point, [bx, by]: Point) => `${bx - ax} ${by - ay}`;
        const turns = [turn(pa, pb), turn(pb, pc), turn(pc, pa)];
        // on the border either answer is right
        fc.pre(!turns.includes(0));
        const path = `M${pa.join(' ')}l${step(pa, pb)} ${step(pb, pc)}z`;
        expect(contains(path, at)).toBe(new Set(turns).size === 1);
      }),
    );
  });
});
