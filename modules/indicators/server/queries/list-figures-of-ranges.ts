import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, isWithin, type KeyRange } from '#shared/division-code.ts';
import { districtRange } from '../load-world.ts';
import type { Measure } from '../measure-store.ts';
import { figuresOfRanges } from './figures-of-ranges.ts';
import { addFigures, type Figure, negative, NO_FIGURE } from './figure.ts';
import { figureOn, isBelowDistrict } from './judge-below-district.ts';
import { type Districts, openDistricts } from './open-districts.ts';

export interface RangesAsked {
  measure: Measure;
  within: KeyRange;
  ranges: readonly KeyRange[];
  day: Day;
  /** count in the divisions of this day instead of today's */
  boundariesOf?: Day | undefined;
}

/** One measure in many parts of one place on a day. Parts below the district are judged from the records, all at once. */
export async function listFiguresOfRanges(db: Database | Transaction, exchange: FactExchange, asked: RangesAsked): Promise<Figure[]> {
  const { measure, within, ranges, day, boundariesOf } = asked;
  if (ranges.length === 0) return [];
  const places = await openDistricts(db, exchange, { measure, range: within, boundariesOf });
  if (!ranges.some(isBelowDistrict)) return wholeFigures(db, asked, places);
  const { judgements } = await places.judge(districtOf(within.from));
  return ranges.map((range) =>
    figureOn(
      judgements.filter((judgement) => isWithin(judgement.div, range)),
      day,
    ),
  );
}

/** From the counters; those of districts judged within other boundaries are taken out and replaced. */
async function wholeFigures(db: Database | Transaction, { measure, ranges, day }: RangesAsked, { judged }: Districts): Promise<Figure[]> {
  const counted = await countedFigures(db, measure, ranges, day);
  const changed = [...judged.keys()].filter((district) => ranges.some((range) => isWithin(district * 1e6, range)));
  const today = await countedFigures(db, measure, changed.map(districtRange), day);
  return ranges.map((range, place) =>
    addFigures([
      counted[place] ?? NO_FIGURE,
      ...changed.flatMap((district, index) =>
        isWithin(district * 1e6, range) ? [negative(today[index] ?? NO_FIGURE), figureOn(judged.get(district)?.judgements ?? [], day)] : [],
      ),
    ]),
  );
}

async function countedFigures(db: Database | Transaction, measure: Measure, ranges: readonly KeyRange[], day: Day): Promise<Figure[]> {
  if (ranges.length === 0) return [];
  const [figures] = await figuresOfRanges(db, { measureIds: [measure.id], ranges, days: [day] });
  return (figures ?? []).map(([figure]) => figure ?? NO_FIGURE);
}
