import { countInWords } from '#shared/count-in-words.ts';
import { dayInWords } from '#shared/day.ts';
import { isShare } from '#ui/figures/format-figure.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { valueText } from '../figure.ts';

/** `按近半年的速度，到2023年12月31日预计 78.2%–81%`; null where no forecast applies. */
export function forecastSentence(target: TargetProgress): string | null {
  const { forecast, deadline } = target;
  if (!forecast) return null;
  const low = valueText(target, forecast.low);
  const high = valueText(target, forecast.high);
  const range = low === high ? low : `${low}–${high}`;
  return `按近半年的速度，到${dayInWords(deadline)}预计 ${isShare(target.kind) ? range : countInWords(range, target.unit)}`;
}

/** The rule in plain words, with the numbers of this target. */
export function forecastRule(target: TargetProgress): string | null {
  const { forecast } = target;
  if (!forecast) return null;
  const mean = valueText({ kind: target.kind, threshold: null }, forecast.mean);
  const deviation = valueText({ kind: target.kind, threshold: null }, forecast.deviation);
  return `取截至日往前 6 个 30 天，每 30 天平均增加 ${mean}，上下浮动 ${deviation}；还剩 ${forecast.daysLeft} 天，按“平均减浮动”推算低值，按“平均加浮动”推算高值。低值能到目标的为“进展正常”，否则为“有风险”。`;
}
