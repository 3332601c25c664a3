import { explain, type Lacking } from '#engines/indicators/explain.ts';
import { type Judgement, judge } from '#engines/indicators/judge.ts';
import { valueAt } from '#engines/indicators/timeline.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, isWithin, type KeyRange } from '#shared/division-code.ts';
import type { World } from '#engines/indicators/world.ts';
import { loadWorld, loadWorldBelowDistrict, loadWorldOfDistricts, loadWorldOfUnits, rangeForRow } from '../load-world.ts';
import type { Measure } from '../measure-store.ts';
import type { Figure } from './figure.ts';
import { isBelowDistrict } from './judge-below-district.ts';

/** One unit or record of a figure on a day. */
export interface Judged extends Figure {
  div: number;
  subject: string | null;
  recordId: number | null;
  /** null when nothing is lacking */
  lacking: Lacking | null;
}

/** Judgements of one district with the records they rest on. */
export interface JudgedDistrict {
  /** in order of division and subject */
  judgements: Judgement[];
  on(judgement: Judgement, day: Day): Judged;
}

/** Judges one district from the records and gives what belongs to the range. */
export async function judgeDistrict(
  db: Database | Transaction,
  exchange: FactExchange,
  measure: Measure,
  district: number,
  range: KeyRange,
): Promise<JudgedDistrict> {
  if (!isWithin(district * 1e6, measure.scope)) return { judgements: [], on: judgedOn };
  const world = isBelowDistrict(range)
    ? await loadWorldBelowDistrict(db, exchange, range, [measure.needs])
    : await loadWorld(db, exchange, rangeForRow(district, measure.needs), [measure.needs]);
  return judgedIn(world, measure, (div) => districtOf(div) === district && isWithin(div, range));
}

/** The same for several districts at once, of a measure that judges districts themselves (`judgesDistricts`) and no wider units. */
export async function judgeDistricts(
  db: Database | Transaction,
  exchange: FactExchange,
  measure: Measure,
  districts: readonly number[],
): Promise<JudgedDistrict> {
  const here = districts.filter((district) => isWithin(district * 1e6, measure.scope));
  if (here.length === 0) return { judgements: [], on: judgedOn };
  const wanted = new Set(here);
  return judgedIn(await loadWorldOfDistricts(db, exchange, here, measure.needs), measure, (div) => wanted.has(districtOf(div)));
}

/** Judges some divisions, or the records there, and nobody else. Not for measures with units wider than a district. */
export async function judgeUnits(db: Database | Transaction, exchange: FactExchange, measure: Measure, divs: readonly number[]): Promise<JudgedDistrict> {
  const here = divs.filter((div) => isWithin(districtOf(div) * 1e6, measure.scope));
  if (here.length === 0) return { judgements: [], on: judgedOn };
  const wanted = new Set(here);
  return judgedIn(await loadWorldOfUnits(db, exchange, here, measure.needs), measure, (div) => wanted.has(div));
}

/** What a formula makes of a world, as far as it belongs to the place. */
export function judgedIn(world: World, measure: Measure, belongs: (div: number) => boolean): JudgedDistrict {
  const judgements = judge(world, measure.formula, measure.periods)
    .filter((judgement) => belongs(judgement.div))
    .sort((one, other) => compareJudged(one, other));
  return {
    judgements,
    on(judgement, day) {
      const judged = judgedOn(judgement, day);
      return judged.failing > 0 ? { ...judged, lacking: explain(world, measure.formula, measure.periods, judgement, day) } : judged;
    },
  };
}

export function judgedOn(judgement: Judgement, day: Day): Judged {
  return {
    div: judgement.div,
    subject: judgement.subject,
    recordId: judgement.recordId,
    numerator: valueAt(judgement.numerator, day),
    denominator: valueAt(judgement.denominator, day),
    failing: valueAt(judgement.failing, day),
    lacking: null,
  };
}

/** The order of pages: by division, then by subject. */
export function compareJudged(one: { div: number; subject: string | null }, other: { div: number; subject: string | null }): number {
  if (one.div !== other.div) return one.div - other.div;
  const [a, b] = [one.subject ?? '', other.subject ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}
