/** 问题困难: every target that is behind, by how much and where; what the units below report. */
import { countInWords } from '#shared/count-in-words.ts';
import { dayInWords } from '#shared/day.ts';
import type { FrozenFigure, ReportPart } from '../../contract/report.ts';
import { type DraftInput, failingNames, isBehind, listed, ownNumber } from './draft-input.ts';
import { isShare, thresholdInWords, valueWithCounts } from './figure-words.ts';
import { paragraphsOf, relinked } from './number-links.ts';

export function draftProblems(input: DraftInput): string {
  const behind = input.frozen.figures.filter(isBehind);
  const own = behind.length === 0 ? ['各项指标均已达标或进展正常，没有发现突出问题。'] : behind.map((figure) => problem(figure, input));
  return [...own, ...weakestUnits(input), ...fromBelow('problems', '反映的问题', input)].join('\n');
}

function problem(figure: FrozenFigure, input: DraftInput): string {
  if (figure.status === 'noData') return `${figure.name}：没有数据，目标${thresholdInWords(figure)}，相关台账尚未填报。`;
  const past = figure.status === 'missed' ? `已过${dayInWords(figure.deadline)}的期限，未达标` : `须在${dayInWords(figure.deadline)}前达到，目前有风险`;
  const unit = isShare(figure) ? '' : countInWords('', figure.unit);
  return `${figure.name}：${ownNumber(valueWithCounts(figure), figure, input)}${unit}，目标${thresholdInWords(figure)}，${past}${where(figure, input)}。`;
}

function where(figure: FrozenFigure, input: DraftInput): string {
  if (figure.failing.count === 0) return '';
  const names = failingNames(figure, input.frozen);
  const count = `，未达到的有${ownNumber(String(figure.failing.count), figure, input)}个`;
  if (names.length === 0) return count;
  const words = listed(names);
  return `${count}：${words}${figure.failing.count > names.length && !words.endsWith('等') ? '等' : ''}`;
}

/** The units with the most targets behind. */
function weakestUnits({ frozen }: DraftInput): string[] {
  const counted = frozen.units
    .map((unit) => ({ name: unit.name, behind: unit.figures.filter(({ status }) => status === 'missed' || status === 'atRisk').length }))
    .filter(({ behind }) => behind > 0);
  if (counted.length === 0) return [];
  const most = counted.sort((one, other) => other.behind - one.behind).slice(0, 3);
  return [`分单位看，未达标和有风险的指标较多的是：${most.map(({ name, behind }) => `${name}${behind}项`).join('、')}。`];
}

/** The same part of the accepted reports below, each in one paragraph, its numbers still leading to their source. */
export function fromBelow(part: ReportPart, title: string, input: DraftInput): string[] {
  const texts = input.accepted.flatMap((below) => {
    const text = paragraphsOf(below.texts[part] ?? '').join('');
    return text === '' ? [] : [`${below.name}：${relinked(text, { division: below.division, asOf: below.asOf }, input.own)}`];
  });
  return texts.length > 0 ? [`所辖单位报告中${title}：`, ...texts] : [];
}
