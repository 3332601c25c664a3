import type { Point } from './draw-path.ts';

/** Rings of a path that `drawPath` wrote. */
function ringsOf(path: string): Point[][] {
  return path
    .split('M')
    .slice(1)
    .map((ring) => {
      const [x = 0, y = 0, ...steps] = (ring.match(/-?\d+/g) ?? []).map(Number);
      const points: Point[] = [[x, y]];
      for (let at = 0; at < steps.length; at += 2) {
        const [fromX, fromY] = points.at(-1) ?? [x, y];
        points.push([fromX + (steps[at] ?? 0), fromY + (steps[at + 1] ?? 0)]);
      }
      return points;
    });
}

/** Whether a point lies within an outline, holes being outside: a line from it to the right crosses the border an odd number of times. */
export function contains(path: string, [x, y]: Point): boolean {
  let isWithin = false;
  for (const ring of ringsOf(path)) {
    for (const [index, [toX, toY]] of ring.entries()) {
      const [fromX, fromY] = ring.at(index - 1) ?? [toX, toY];
      if (fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX) isWithin = !isWithin;
    }
  }
  return isWithin;
}
