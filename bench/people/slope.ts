/** How something grows: a straight line by least squares. */
export interface Slope {
  perUnit: number;
  /** standard error of it: what lies within two of them of 0 has not been shown to grow */
  error: number;
  n: number;
}

/** @param points where, and what was measured there */
export function slopeOf(points: readonly (readonly [at: number, value: number])[]): Slope {
  const n = points.length;
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / n;
  const [middle, values] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
  const perUnit = points.reduce((sum, [x, y]) => sum + (x - middle) * (y - values), 0) / spread;
  const left = points.reduce((sum, [x, y]) => sum + (y - values - perUnit * (x - middle)) ** 2, 0);
  return { perUnit, error: Math.sqrt(left / (n - 2) / spread), n };
}
