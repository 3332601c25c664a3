/** Which units have something, and since when: a fixed share, spread over the campaign, so that figures rise and end where they should. */
import type { Day } from '#shared/day.ts';
import type { RandomSource } from '#shared/random-source.ts';

export function chosenShare<T>(random: RandomSource, units: readonly T[], share: number): T[] {
  return random.sample(units, Math.round(units.length * share));
}

/** A day in a period, more likely early in it: work starts with the campaign. */
export function earlyDay(random: RandomSource, from: Day, to: Day): Day {
  const one = random.dayIn(from, to);
  const other = random.dayIn(from, to);
  return one < other ? one : other;
}
