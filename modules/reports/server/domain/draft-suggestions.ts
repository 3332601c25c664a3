/** 意见建议: for every target that is behind, what to do by whom and when. */
import { dayInWords } from '#shared/day.ts';
import type { FrozenFigure } from '../../contract/report.ts';
import { type DraftInput, failingNames, isBehind, listed } from './draft-input.ts';
import { fromBelow } from './draft-problems.ts';

export function draftSuggestions(input: DraftInput): string {
  const behind = input.frozen.figures.filter(isBehind);
  const own =
    behind.length === 0
      ? ['继续保持工作力度，按月核对台账，防止已达标的指标回落。']
      : behind.map((figure, index) => `${index + 1}. ${suggestion(figure, input)}`);
  return [...own, ...fromBelow('suggestions', '提出的建议', input)].join('\n');
}

function suggestion(figure: FrozenFigure, { frozen, plan }: DraftInput): string {
  const registers = plan.targets.find(({ id }) => id === figure.id)?.evidence ?? [];
  const names = failingNames(figure, frozen);
  const who = names.length > 0 ? listed(names) : '有关单位';
  if (figure.status === 'noData') return `“${figure.name}”：组织填报${registers.map((name) => `“${name}”`).join('、') || '相关'}台账，尽快形成可核对的数据。`;
  if (figure.status === 'missed') return `“${figure.name}”：请${who}说明未按期完成的原因，对照差距清单限期补齐。`;
  return `“${figure.name}”：请${who}对照差距清单，在${dayInWords(figure.deadline)}前补齐差距，按月调度。`;
}
