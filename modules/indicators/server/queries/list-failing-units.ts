import { judge } from '#engines/indicators/judge.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import { SAMPLE_SIZE, sampleOf } from '../domain/figure-changes.ts';
import { loadWorld, rangeForRow } from '../load-world.ts';
import type { Measure } from '../measure-store.ts';
import { listDistrictFigures } from './get-figures.ts';
import { listKeptFailing } from './list-kept-failing.ts';

export interface FailingAsked {
  measures: readonly Measure[];
  /** whole districts */
  range: KeyRange;
  day: Day;
  /** districts that somebody else answers for */
  except: readonly number[];
}

/** The first distinct divisions that fail on a day, by measure, as kept with the counters; of older counters judged again. */
export async function listFailingUnits(db: Database | Transaction, exchange: FactExchange, asked: FailingAsked): Promise<Map<number, number[]>> {
  const { range, day, except } = asked;
  const kept = asked.measures.filter((measure) => measure.keepsFailingUnits).map((measure) => measure.id);
  const samples = await listKeptFailing(db, { measureIds: kept, range, day, except, limit: SAMPLE_SIZE });
  for (const measure of asked.measures) if (!measure.keepsFailingUnits) samples.set(measure.id, await judgeSample(db, exchange, measure, asked));
  return samples;
}

/** Each of the districts in which something fails holds one failing division at least. */
async function judgeSample(db: Database | Transaction, exchange: FactExchange, measure: Measure, { range, day, except }: FailingAsked): Promise<number[]> {
  const limit = SAMPLE_SIZE + except.length;
  const failing = await listDistrictFigures(db, { measureId: measure.id, range, day, having: 'failing', limit });
  const sample: number[] = [];
  for (const { district } of failing.filter((one) => !except.includes(one.district))) {
    if (sample.length >= SAMPLE_SIZE) break;
    const world = await loadWorld(db, exchange, rangeForRow(district, measure.needs), [measure.needs]);
    const judgements = judge(world, measure.formula, measure.periods).filter((judgement) => districtOf(judgement.div) === district);
    sample.push(...sampleOf(judgements, day));
  }
  return sample.slice(0, SAMPLE_SIZE);
}
