/** Days on which something tips: campaign starts, quarter and year ends, deadlines, and the days beside them. */
import { type Day, addDays } from '#shared/day.ts';
import type { RandomSource } from '#shared/random-source.ts';

const CAMPAIGN_STARTS = ['2021-01-01', '2021-05-01', '2021-08-01', '2021-09-01', '2022-01-01'];
const YEARS = [2021, 2022, 2023, 2024, 2025];
const TIPPING_DAYS: readonly Day[] = [
  ...CAMPAIGN_STARTS,
  ...YEARS.flatMap((year) => [`${year}-03-31`, `${year}-06-30`, `${year}-09-30`, `${year}-12-30`, `${year}-12-31`]),
];

/** A tipping day or one beside it, or any day from the middle of 2020 to the end of 2025. */
export function randomDay(random: RandomSource): Day {
  if (random.chance(0.5)) return addDays(random.pick(TIPPING_DAYS), random.whole(-1, 1));
  return random.dayBetween('2020-06-01', 2020);
}

/** The end of a state, or blank; never before its begin. */
export function randomEnd(random: RandomSource, begins: Day): Day | '' {
  if (random.chance(0.65)) return '';
  const ends = randomDay(random);
  return ends > begins ? ends : addDays(begins, random.whole(1, 400));
}
