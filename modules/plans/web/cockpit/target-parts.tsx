import { formatNumber } from '#ui/figures/format-figure.ts';

/** The figures of a target that consists of several. */
export function TargetParts({ parts, unit }: { parts: readonly { name: string; value: number | null }[]; unit: string }) {
  return <span className="figures">{parts.map(({ name, value }) => `${name} ${value === null ? '—' : `${formatNumber(value)}${unit}`}`).join('，')}</span>;
}
