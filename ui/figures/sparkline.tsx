import { COLORS } from '../tokens.ts';

interface SparklineProps {
  /** oldest first; null where there is no figure */
  values: readonly (number | null)[];
  /** drawn as a dotted line when it lies near the values */
  threshold?: number | null;
  color?: string;
  width?: number;
  height?: number;
  /** what the line says, for people who cannot see it */
  label: string;
}

/** The values' own range, so that a small run shows; at least a tenth of the height of the values, so that noise does not. */
function scaleOf(values: readonly number[]): { low: number; high: number } {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const least = Math.max(Math.abs(high) * 0.1, 1e-9);
  return high - low >= least ? { low, high } : { low: high - least, high };
}

/** A line of months, without axes: the run of a figure at a glance. Its table stands on the target's own page. */
export function Sparkline({ values, threshold = null, color = COLORS.soil, width = 96, height = 24, label }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const all = threshold === null ? known : [...known, threshold];
  const { low, high } = scaleOf(all);
  const x = (index: number) => 2 + (index / (values.length - 1)) * (width - 4);
  const y = (value: number) => height - 2 - ((value - low) / (high - low)) * (height - 4);
  const points = values.map((value, index) => (value === null ? null : `${x(index).toFixed(1)},${y(value).toFixed(1)}`)).filter((point) => point !== null);
  const last = points.at(-1)?.split(',') ?? [];
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {threshold !== null && <line x1="0" x2={width} y1={y(threshold)} y2={y(threshold)} stroke={COLORS.inkFaint} strokeWidth="1" strokeDasharray="2 3" />}
      <polyline points={points.join(' ')} fill="none" stroke={color} strokeWidth="1.6" strokeLinejoin="round" />
      <circle cx={last[0]} cy={last[1]} r="2.2" fill={color} />
    </svg>
  );
}
