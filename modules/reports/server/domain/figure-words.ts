/** Figures as people read them. One place, so that text, table, Excel and PDF never differ. */
import type { FrozenFigure } from '../../contract/report.ts';

export const STATUS_NAMES: Record<FrozenFigure['status'], string> = {
  met: '达标',
  onTrack: '进展正常',
  atRisk: '有风险',
  missed: '未达标',
  notStarted: '尚未开始',
  noData: '没有数据',
  shown: '不设目标值',
};

type Shown = Pick<FrozenFigure, 'kind' | 'value' | 'numerator' | 'denominator' | 'unit' | 'threshold'>;

/** Everything but counts and averages is a share. */
export function isShare(figure: Pick<FrozenFigure, 'kind'>): boolean {
  return !['count', 'average', 'parts', 'milestone'].includes(figure.kind);
}

function trimmed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace(/\.?0+$/, '');
}

/**
 * Rounds, but never across the threshold or to 100 %: 79.96 % below a threshold of 80 % does not read 80 %.
 * @param scale 100 for shares
 */
function roundedHonestly(value: number, threshold: number | null, scale: number): string {
  const limits = [threshold, scale === 100 ? 1 : null].filter((limit) => limit !== null);
  for (let decimals = 1; decimals < 6; decimals += 1) {
    const shown = Number((value * scale).toFixed(decimals)) / scale;
    if (limits.every((limit) => shown < limit === value < limit)) return trimmed(value * scale, decimals);
  }
  return String(value * scale);
}

/** 81.3%, 10.4, 33; 没有数据 when there is nothing to divide by. */
export function valueInWords(figure: Shown): string {
  if (figure.kind === 'milestone') return '—';
  if (figure.value === null) return '没有数据';
  if (isShare(figure)) return `${roundedHonestly(figure.value, figure.threshold, 100)}%`;
  if (figure.kind === 'average') return roundedHonestly(figure.value, figure.threshold, 1);
  return trimmed(figure.value, 2);
}

/** 81.3%（143/176）, 10.4个 */
export function valueWithCounts(figure: Shown): string {
  const words = valueInWords(figure);
  if (figure.value === null || !isShare(figure) || figure.numerator === null || figure.denominator === null) return words;
  return `${words}（${figure.numerator}/${figure.denominator}）`;
}

export function thresholdInWords(figure: Pick<FrozenFigure, 'kind' | 'threshold' | 'unit'>): string {
  if (figure.threshold === null) return '—';
  // all of them: nothing lies above
  if (isShare(figure) && figure.threshold >= 1) return '100%';
  return isShare(figure) ? `≥${trimmed(figure.threshold * 100, 2)}%` : `≥${trimmed(figure.threshold, 2)}`;
}

/** All ways in which a number of the figure may stand in a text; an edited text is checked against them. */
export function displaysOf(figure: FrozenFigure): string[] {
  const parts = (figure.parts ?? []).flatMap((part) => (part.value === null ? [] : [trimmed(part.value, 2)]));
  const numbers = [figure.numerator, figure.denominator, figure.failing.count].filter((number) => number !== null).map((number) => trimmed(number, 2));
  const unfulfilled = figure.numerator !== null && figure.denominator !== null ? [trimmed(figure.denominator - figure.numerator, 2)] : [];
  return [valueInWords(figure), valueWithCounts(figure), ...numbers, ...unfulfilled, ...parts];
}
