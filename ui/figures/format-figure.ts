/** How numbers are written for people: counts with units, shares with their fraction, nothing rounded across its threshold. */

import { countInWords } from '#shared/count-in-words.ts';

const GROUPED = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });

/** 2450000 → 2,450,000; at most two decimals. */
export function formatNumber(value: number): string {
  return GROUPED.format(value);
}

/** Decimals of a share in per cent: more where rounding would make a missed threshold look reached. */
function percentDecimals(value: number, threshold: number | null): number {
  if (threshold === null || value >= threshold) return 1;
  return [1, 2, 3, 4].find((decimals) => Number((value * 100).toFixed(decimals)) < threshold * 100 - 1e-9) ?? 4;
}

/** 0.8125 → 81.3%; 1 → 100%. A share below its threshold never reads as the threshold. */
export function formatPercent(value: number, threshold: number | null = null): string {
  const text = (value * 100).toFixed(percentDecimals(value, threshold));
  return `${text.replace(/\.0+$/, '')}%`;
}

/** What a target's figure consists of, as the progress document gives it. */
export interface FigureParts {
  kind: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  unit: string;
  threshold: number | null;
}

const PLAIN_KINDS = new Set(['count', 'average', 'parts', 'milestone']);

/** Counts and averages read as numbers, all other kinds as shares. */
export function isShare(kind: string): boolean {
  return !PLAIN_KINDS.has(kind);
}

/** The figure itself: `81.3%`, `18家`, `3.42个`; a dash where there is none. */
export function figureText({ kind, value, unit, threshold }: FigureParts): string {
  if (value === null) return '—';
  return isShare(kind) ? formatPercent(value, threshold) : countInWords(averageText(kind, value, threshold), unit);
}

function averageText(kind: string, value: number, threshold: number | null): string {
  if (kind !== 'average') return formatNumber(value);
  const decimals = threshold !== null && value < threshold && Number(value.toFixed(2)) >= threshold ? 4 : 2;
  return value.toFixed(decimals);
}

/** What the figure is made of: `143/176`; empty for plain counts and where there is nothing to divide by. */
export function fractionText({ numerator, denominator }: Pick<FigureParts, 'numerator' | 'denominator'>): string {
  if (numerator === null || denominator === null || denominator === 0) return '';
  return `${formatNumber(numerator)}/${formatNumber(denominator)}`;
}

/** `目标 ≥80%`, `目标 ≥10家`; empty where no threshold applies. */
export function thresholdText({ kind, threshold, unit }: FigureParts): string {
  if (threshold === null) return '';
  if (!isShare(kind)) return `≥${countInWords(formatNumber(threshold), unit)}`;
  return threshold >= 1 ? '100%' : `≥${formatPercent(threshold)}`;
}
