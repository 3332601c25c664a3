import type { Judgement } from '#engines/indicators/judge.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { sampleOf } from '../domain/figure-changes.ts';
import { listMeasures } from '../measure-store.ts';
import { figuresOfRanges } from './figures-of-ranges.ts';
import type { Figure } from './figure.ts';
import { figureOn } from './judge-below-district.ts';
import { listFailingUnits } from './list-failing-units.ts';

/** Figures of one place: asked for by measure and day, sampled for failing units. */
export interface FigureReader {
  /** in the order of the measure ids, then of the days asked for */
  figuresOn(measureIds: readonly number[], days: readonly Day[]): Promise<Figure[][]>;
  /** up to ten distinct divisions that fail, in order */
  failingSamples(measureIds: readonly number[], day: Day): Promise<Map<number, number[]>>;
}

export function readerOfJudgements(judgements: ReadonlyMap<number, readonly Judgement[]>): FigureReader {
  return {
    async figuresOn(measureIds, days) {
      return measureIds.map((id) => days.map((day) => figureOn(judgements.get(id) ?? [], day)));
    },
    async failingSamples(measureIds, day) {
      return new Map(measureIds.map((id) => [id, sampleOf(judgements.get(id) ?? [], day)]));
    },
  };
}

/** @param except districts that are read elsewhere: they fail here with nobody */
export function readerOfCounters(db: Database | Transaction, exchange: FactExchange, range: KeyRange, except: readonly number[] = []): FigureReader {
  return {
    async figuresOn(measureIds, days) {
      const figures = await figuresOfRanges(db, { measureIds, ranges: [range], days });
      return figures.map(([ofRange]) => ofRange ?? []);
    },
    async failingSamples(measureIds, day) {
      const measures = (await listMeasures(db)).filter((measure) => measureIds.includes(measure.id));
      return listFailingUnits(db, exchange, { measures, range, day, except });
    },
  };
}
