import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { Measure } from '../measure-store.ts';
import { type JudgedDistrict, judgeDistrict } from './judge-district.ts';
import { judgePastDistricts } from './past-boundaries.ts';

/** The districts of a place, to be judged one by one within the boundaries asked for. */
export interface Districts {
  /** already judged, in order: districts whose boundaries changed since the day asked for, so that their counters do not tell */
  judged: ReadonlyMap<number, JudgedDistrict>;
  judge(district: number): Promise<JudgedDistrict>;
}

export interface DistrictsRequest {
  measure: Measure;
  range: KeyRange;
  /** the divisions of this day instead of today's */
  boundariesOf?: Day | undefined;
}

/** Opens the districts of a place: from today's records, or where boundaries changed since, over the units of that day. */
export async function openDistricts(
  db: Database | Transaction,
  exchange: FactExchange,
  { measure, range, boundariesOf }: DistrictsRequest,
): Promise<Districts> {
  const judged = boundariesOf ? await judgePastDistricts(db, exchange, { measure, range, boundariesOf }) : new Map<number, JudgedDistrict>();
  return {
    judged,
    judge: async (district) => judged.get(district) ?? judgeDistrict(db, exchange, measure, district, range),
  };
}
