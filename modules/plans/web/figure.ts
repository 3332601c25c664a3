/** Words and shapes that every screen of a plan uses for a target's figure. */
import type { RankedUnit } from '#ui/charts/ranking-bars.tsx';
import { type FigureParts, formatNumber, formatPercent, fractionText, isShare } from '#ui/figures/format-figure.ts';
import type { ChildFigure } from '../contract/drill-down.ts';
import type { TargetProgress } from '../contract/progress.ts';

/** A value of a target's own measure, for axes and forecasts: 81.3%, 18. */
export function valueText({ kind, threshold }: Pick<FigureParts, 'kind' | 'threshold'>, value: number): string {
  if (isShare(kind)) return formatPercent(value, threshold);
  // forecasts of counts are fractions; half a person comes to no training
  return kind === 'average' ? value.toFixed(2) : formatNumber(Math.floor(value));
}

/** Kinds without a single figure cannot be followed down to units. */
export function hasFigure({ kind }: Pick<TargetProgress, 'kind'>): boolean {
  return kind !== 'milestone' && kind !== 'parts';
}

const JUDGED = new Set(['met', 'onTrack', 'atRisk', 'missed']);

/** Targets that are reached or not, here and now; the others have no threshold, no units here, or have not begun. */
export function isJudged({ status }: Pick<TargetProgress, 'status'>): boolean {
  return JUDGED.has(status);
}

/** A target is measured against the same line in each unit only where the figure is a share or an average. */
export function thresholdOfChildren({ kind, threshold }: Pick<TargetProgress, 'kind' | 'threshold'>): number | null {
  return kind === 'count' ? null : threshold;
}

/** A child unit as bars and tiles show it. */
export function rankedUnit(target: TargetProgress, child: ChildFigure): RankedUnit {
  return {
    code: child.code,
    name: child.name,
    value: child.value,
    // the parts of an average say nothing by themselves
    fraction: isShare(target.kind) ? fractionText(child) : '',
    valueText: child.value === null ? '—' : `${valueText(target, child.value)}${isShare(target.kind) ? '' : target.unit}`,
    met: child.met,
  };
}

/** Highest first; units without a figure last; equal ones by code. */
export function byValue(one: RankedUnit, other: RankedUnit): number {
  return (other.value ?? -1) - (one.value ?? -1) || one.code.localeCompare(other.code);
}

/** `33 个街道(乡镇)还没有`; for records `5 个社工站还不够`. Empty when nothing fails. */
export function failingText({ failing, unit, kind }: Pick<TargetProgress, 'failing' | 'unit' | 'kind'>): string {
  if (failing.count === 0) return '';
  const counted = unit.split('·')[0] ?? unit;
  if (kind === 'lines') return `${formatNumber(failing.count)} 个${counted}有未完成的`;
  if (kind === 'average') return `${formatNumber(failing.count)} 个社区低于平均要求`;
  return `${formatNumber(failing.count)} 个${counted}还没有达到`;
}

/** Division and plan in one line; the plan's own city stands in its name already. */
export function planHeading(division = '', plan = '方案进展'): string {
  return plan.startsWith(division) ? plan : `${division} · ${plan}`;
}
