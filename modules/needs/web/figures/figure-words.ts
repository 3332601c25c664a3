import { formatNumber, formatPercent } from '#ui/figures/format-figure.ts';
import type { NeedFigure } from '../../contract/figures.ts';

type Rate = NeedFigure['solution'];

/** `80%（4/5）`; a dash where there is nothing to divide by. */
export function rateText(rate: Rate): string {
  return rate === null ? '—' : `${formatPercent(rate.share)}（${formatNumber(rate.met)}/${formatNumber(rate.of)}）`;
}

export function satisfactionText({ satisfaction, ratings }: NeedFigure): string {
  if (satisfaction) return `至少 ${formatPercent(satisfaction.atLeast)}（${satisfaction.good}/${satisfaction.all}）`;
  return ratings === 0 ? '—' : `只有 ${ratings} 次评价`;
}
