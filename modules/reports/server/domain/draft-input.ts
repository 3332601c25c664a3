import type { PlanFile } from '#modules/plans/contract/plan-file.ts';
import type { Period } from '#shared/period.ts';
import type { FrozenFigure, FrozenFigures, ReportPart } from '../../contract/report.ts';
import { type LinkContext, link } from './number-links.ts';

/** An accepted report of a unit below, to be taken up. */
export interface AcceptedBelow {
  division: string;
  name: string;
  asOf: string;
  texts: Partial<Record<ReportPart, string>>;
}

/** What the rules draft from. */
export interface DraftInput {
  plan: PlanFile;
  period: Period;
  own: LinkContext;
  frozen: FrozenFigures;
  /** accepted reports of the units below, and the names of those not accepted yet */
  accepted: readonly AcceptedBelow[];
  awaited: readonly string[];
}

/** How many names a sentence lists before 等. */
const LISTED = 5;

export function listed(names: readonly string[]): string {
  return names.length > LISTED ? `${names.slice(0, LISTED).join('、')}等` : names.join('、');
}

/** A number of this report, with its source. */
export function ownNumber(words: string, figure: FrozenFigure, input: DraftInput): string {
  return link(words, { target: figure.id, division: input.own.division, asOf: input.own.asOf }, input.own);
}

/** Names of the failing units that the figure lists by code. */
export function failingNames(figure: FrozenFigure, frozen: FrozenFigures): string[] {
  return figure.failing.sample.flatMap((code) => frozen.names[code] ?? []);
}

/** Behind and judged: what the report calls a problem. */
export function isBehind(figure: FrozenFigure): boolean {
  return figure.threshold !== null && (figure.status === 'missed' || figure.status === 'atRisk' || figure.status === 'noData');
}
