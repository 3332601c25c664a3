/** Nobody is ranked by fewer ratings than this. */
export const LEAST_RATINGS = 5;

const Z95 = 1.959_963_984_540_054;

/**
 * What share of residents is satisfied at least, with 95 % confidence: the lower bound of Wilson's interval. Two good of two says less
 * than eighteen good of twenty. @returns 0 to 1; 0 for none at all
 */
export function wilsonLowerBound(good: number, all: number): number {
  if (all === 0) return 0;
  const share = good / all;
  const squared = Z95 * Z95;
  const center = share + squared / (2 * all);
  const spread = Z95 * Math.sqrt((share * (1 - share) + squared / (4 * all)) / all);
  return Math.max(0, (center - spread) / (1 + squared / all));
}
