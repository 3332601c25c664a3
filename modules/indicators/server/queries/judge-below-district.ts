import { type Judgement, judge } from '#engines/indicators/judge.ts';
import { valueAt } from '#engines/indicators/timeline.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, isWithin, type KeyRange } from '#shared/division-code.ts';
import { loadWorldBelowDistrict } from '../load-world.ts';
import type { Measure } from '../measure-store.ts';
import type { Figure } from './figure.ts';

/** Below the district nothing is stored: figures are judged from the records. */
export function isBelowDistrict(range: KeyRange): boolean {
  return range.to - range.from < 1e6;
}

/** All judgements of several measures in a township or community. */
export async function judgeBelowDistrict(
  db: Database | Transaction,
  exchange: FactExchange,
  measures: readonly Measure[],
  range: KeyRange,
): Promise<Map<number, Judgement[]>> {
  const here = measures.filter((measure) => isWithin(districtOf(range.from) * 1e6, measure.scope));
  const result = new Map<number, Judgement[]>(measures.map((measure) => [measure.id, []]));
  if (here.length === 0) return result;
  const world = await loadWorldBelowDistrict(
    db,
    exchange,
    range,
    here.map((measure) => measure.needs),
  );
  for (const measure of here) {
    result.set(
      measure.id,
      judge(world, measure.formula, measure.periods).filter((judgement) => isWithin(judgement.div, range)),
    );
  }
  return result;
}

/** The figure that judgements come to at the end of a day. */
export function figureOn(judgements: readonly Judgement[], day: Day): Figure {
  const figure: Figure = { numerator: 0, denominator: 0, failing: 0 };
  for (const judgement of judgements) {
    figure.numerator += valueAt(judgement.numerator, day);
    figure.denominator += valueAt(judgement.denominator, day);
    figure.failing += valueAt(judgement.failing, day) > 0 ? 1 : 0;
  }
  return figure;
}
