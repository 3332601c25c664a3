import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { listMeasures } from '../measure-store.ts';
import { type FigureReader, readerOfCounters, readerOfJudgements } from './figure-reader.ts';
import { isBelowDistrict, judgeBelowDistrict } from './judge-below-district.ts';
import { openPastBoundaries } from './past-boundaries.ts';

export interface FiguresRequest {
  measureIds: readonly number[];
  range: KeyRange;
  /** count in the divisions of this day instead of today's */
  boundariesOf?: Day | undefined;
}

/** Opens the figures of a place: from the counters for whole districts, from the records below them or within past boundaries. */
export async function openFigures(db: Database | Transaction, exchange: FactExchange, request: FiguresRequest): Promise<FigureReader> {
  const { boundariesOf, range } = request;
  if (boundariesOf) return openPastBoundaries(db, exchange, { ...request, boundariesOf });
  if (!isBelowDistrict(range)) return readerOfCounters(db, exchange, range);
  const measures = (await listMeasures(db)).filter((measure) => request.measureIds.includes(measure.id));
  return readerOfJudgements(await judgeBelowDistrict(db, exchange, measures, range));
}
