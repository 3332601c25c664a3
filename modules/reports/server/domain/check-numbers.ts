/** Linked numbers of a text must be those that were frozen. */
import type { FrozenFigure, FrozenFigures, NumberSource } from '../../contract/report.ts';
import { displaysOf, isShare } from './figure-words.ts';
import { type LinkContext, paragraphsOf, segmentsOf } from './number-links.ts';

export interface NumberCheck {
  /** targets that the report does not have */
  unknown: string[];
  /** numbers that differ from the frozen ones, as written */
  stale: string[];
}

/** The frozen figure a number points to; undefined when the report holds no such figure. */
export function figureAt(frozen: FrozenFigures, source: NumberSource, own: LinkContext): FrozenFigure | undefined {
  const find = (figures: readonly FrozenFigure[] | undefined) => figures?.find((figure) => figure.id === source.target);
  if (source.division === own.division && source.asOf === own.asOf) return find(frozen.figures);
  if (source.division === own.division && source.asOf === frozen.before?.asOf) return find(frozen.before.figures);
  return source.asOf === own.asOf ? find(frozen.units.find((unit) => unit.code === source.division)?.figures) : undefined;
}

/**
 * Checks the numbers of one text. Numbers that point to figures of another report (a county's own, quoted by the city)
 * were checked there.
 */
export function checkNumbers(content: string, frozen: FrozenFigures, own: LinkContext): NumberCheck {
  const check: NumberCheck = { unknown: [], stale: [] };
  for (const { text, source } of paragraphsOf(content).flatMap((paragraph) => segmentsOf(paragraph, own))) {
    if (!source) continue;
    if (!frozen.figures.some((figure) => figure.id === source.target)) check.unknown.push(source.target);
    const figure = figureAt(frozen, source, own);
    if (figure && !isShownIn(text, figure, frozen)) check.stale.push(text);
  }
  return check;
}

/** A change since the period's beginning is a number of the target too. */
function isShownIn(text: string, figure: FrozenFigure, frozen: FrozenFigures): boolean {
  const before = frozen.before?.figures.find(({ id }) => id === figure.id);
  return displaysOf(figure).includes(text) || (before !== undefined && changeInWords(figure, before) === text);
}

/** How much a figure grew or fell since the day before the period, without its sign; undefined when nothing can be said. */
export function changeInWords(now: FrozenFigure, before: FrozenFigure): string | undefined {
  if (now.value === null || before.value === null || now.value === before.value) return undefined;
  const change = Math.abs(now.value - before.value);
  const share = isShare(now);
  const words = (share ? change * 100 : change).toFixed(share ? 1 : 2).replace(/\.?0+$/, '');
  if (words === '0') return undefined;
  return share ? `${words}个百分点` : words;
}
