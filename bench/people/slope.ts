/** How something grows over time: a straight line by least squares. */
export interface Slope {
  perHour: number;
  /** standard error of it: what lies within two of them of 0 has not been shown to grow */
  error: number;
  n: number;
}

/** @param points hours since the beginning, and what was measured */
export function slopeOf(points: readonly (readonly [hours: number, value: number])[]): Slope {
  const n = points.length;
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / n;
  const [hours, values] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - hours) ** 2, 0);
  const perHour = points.reduce((sum, [x, y]) => sum + (x - hours) * (y - values), 0) / spread;
  const left = points.reduce((sum, [x, y]) => sum + (y - values - perHour * (x - hours)) ** 2, 0);
  return { perHour, error: Math.sqrt(left / (n - 2) / spread), n };
}
