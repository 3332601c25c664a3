import type { Lacking } from '#engines/indicators/explain.ts';
import type { Target } from '../../contract/plan-target.ts';

/** What a unit lacks, in words for a work list, and how many where that is a number. */
export function lackingInWords(lacking: Lacking | null, target: Target): { words: string; missing: number | null } {
  if (!lacking) return { words: '未达到要求', missing: null };
  if (lacking.kind === 'count') {
    const missing = Math.max(0, lacking.needs - lacking.has);
    return { words: `应有不少于 ${lacking.needs}，现有 ${lacking.has}，还差 ${missing}`, missing };
  }
  if (lacking.kind === 'condition') return { words: `尚未满足：${target.countingRule}`, missing: null };
  const lines = lacking.missing.map(({ period, item }) => `${periodInWords(period)}${item ? `“${item}”` : ''}`);
  return { words: `缺 ${lines.length} 项：${lines.join('、')}`, missing: lines.length };
}

/** 2023Q2 → 2023年第二季度 */
export function periodInWords(period: string): string {
  const [year, quarter] = period.split('Q');
  return quarter ? `${year}年第${'一二三四'[Number(quarter) - 1] ?? quarter}季度` : `${year}年`;
}
