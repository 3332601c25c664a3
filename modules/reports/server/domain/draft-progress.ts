/** 进展成效: how many targets stand how, then each with its figure, threshold and change since the period began. */
import { countInWords } from '#shared/count-in-words.ts';
import { dayInWords } from '#shared/day.ts';
import type { FrozenFigure } from '../../contract/report.ts';
import { changeInWords } from './check-numbers.ts';
import { type DraftInput, isBehind, ownNumber } from './draft-input.ts';
import { STATUS_NAMES, thresholdInWords, valueInWords, valueWithCounts } from './figure-words.ts';

export function draftProgress(input: DraftInput): string {
  const { figures } = input.frozen;
  const told = figures.filter((figure) => figure.kind !== 'milestone' && !isBehind(figure) && figure.status !== 'notStarted');
  return [overview(input), ...told.map((figure) => sentence(figure, input))].join('\n');
}

const COUNTED_STATES = ['met', 'onTrack', 'atRisk', 'missed', 'noData', 'notStarted'] as const;

function overview({ frozen, own }: DraftInput): string {
  const judged = frozen.figures.filter((figure) => figure.threshold !== null);
  const counts = COUNTED_STATES.map((status) => ({ status, count: judged.filter((figure) => figure.status === status).length }));
  const words = counts.filter(({ count }) => count > 0).map(({ status, count }) => `${STATUS_NAMES[status]}${count}项`);
  const head = `截至${dayInWords(own.asOf)}，设有目标值的指标共${judged.length}项`;
  return words.length > 0 ? `${head}，其中${words.join('，')}。` : `${head}。`;
}

function sentence(figure: FrozenFigure, input: DraftInput): string {
  if (figure.kind === 'parts') return partsSentence(figure, input);
  const unit = figure.kind === 'count' || figure.kind === 'average' ? countInWords('', figure.unit) : '';
  const now = `${figure.name}：${ownNumber(valueWithCounts(figure), figure, input)}${figure.value === null ? '' : unit}`;
  const judgement = figure.threshold === null ? '（本级不设目标值）' : `，目标${thresholdInWords(figure)}，${STATUS_NAMES[figure.status]}`;
  return `${now}${judgement}${changeSince(figure, input)}${expectation(figure)}。`;
}

function partsSentence(figure: FrozenFigure, input: DraftInput): string {
  const parts = (figure.parts ?? []).map(({ name, value }) => `${name}${value === null ? '没有数据' : ownNumber(String(value), figure, input)}`);
  return `${figure.name}：${parts.join('，')}。`;
}

function changeSince(figure: FrozenFigure, input: DraftInput): string {
  const { before } = input.frozen;
  const earlier = before?.figures.find(({ id }) => id === figure.id);
  const change = earlier && changeInWords(figure, earlier);
  if (!before || !earlier || change === undefined) return '';
  const grew = (figure.value ?? 0) > (earlier.value ?? 0);
  return `，比${dayInWords(before.asOf)}${grew ? '提高' : '下降'}${ownNumber(change, figure, input)}`;
}

/** What the forecast says, for targets that are on their way. */
function expectation(figure: FrozenFigure): string {
  if (figure.status !== 'onTrack' || !figure.forecast) return '';
  const [low, high] = [figure.forecast.low, figure.forecast.high].map((value) => valueInWords({ ...figure, value, threshold: null }));
  return `，按近六个月的速度，到${dayInWords(figure.deadline)}预计为${low}至${high}`;
}
