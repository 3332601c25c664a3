import { type DuePeriod, type Judgement, judge } from '#engines/indicators/judge.ts';
import type { FigureFormula } from '#engines/indicators/formula.ts';
import type { FormulaNeeds } from '#engines/indicators/needs.ts';
import type { World } from '#engines/indicators/world.ts';
import { type FailingList, failingListOf, isSameList } from './failing-list.ts';
import { daysOf, differencesOf, type FigureChange } from './figure-changes.ts';
import { isMadeOfPieces, judgedLevels } from './figure-pieces.ts';

interface Counting {
  formula: FigureFormula;
  needs: FormulaNeeds;
  periods: readonly DuePeriod[];
}

/** How far around a new record judgements may change: only for itself, at its own division, or anywhere in its township. */
export type Stretch = 'record' | 'division' | 'township';

/** @returns undefined where figures cannot grow by what a record adds: then they are recounted */
export function stretchOf({ formula, needs }: Pick<Counting, 'formula' | 'needs'>, place: number): Stretch | undefined {
  if (!isMadeOfPieces({ formula, needs })) return undefined;
  if (formula.kind === 'count') return formula.by === 'townships' || needs.elsewhere.length > 0 ? 'township' : 'record';
  const alone = judgedLevels(formula).every((level) => level === 'community') && !needs.looksBelow;
  return alone && place % 1000 !== 0 ? 'division' : 'township';
}

/** What new records change: what they add to the figure, and who fails in the divisions judged, if that is another now. */
export interface Added {
  days: readonly FigureChange[];
  failing: { divs: ReadonlySet<number>; wanted: FailingList } | undefined;
}

/** @param world as it is with the records in it */
export function addedBy(world: World, records: ReadonlySet<number>, { formula, periods }: Counting): Added {
  const facts = [...world.facts].map(([set, all]) => [set, all.filter(({ recordId }) => !records.has(recordId))] as const);
  const before = judge({ ...world, facts: new Map(facts) }, formula, periods);
  const after = judge(world, formula, periods);
  const wanted = failingListOf(after);
  const isSame = isSameList(wanted, failingListOf(before));
  return { days: differencesOf(daysOf(after), daysOf(before)), failing: isSame ? undefined : { divs: divsOf([...before, ...after]), wanted } };
}

function divsOf(judgements: readonly Judgement[]): Set<number> {
  return new Set(judgements.map(({ div }) => div));
}
