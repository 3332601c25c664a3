/** Seeded randomness (mulberry32): the same seed gives the same numbers on every machine. For demonstration data, tests and the bench. */
import { addDays, type Day, dayNumber } from './day.ts';

export class RandomSource {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** Each item with the given chance. */
  some<T>(items: readonly T[], probability: number): T[] {
    return items.filter(() => this.chance(probability));
  }

  sample<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) taken.push(...left.splice(this.whole(0, left.length - 1), 1));
    return taken;
  }

  dayBetween(first: Day, days: number): Day {
    return addDays(first, this.whole(0, days));
  }

  /** Any day from the first to the last, both included. */
  dayIn(first: Day, last: Day): Day {
    return this.dayBetween(first, Math.max(0, dayNumber(last) - dayNumber(first)));
  }

  /** One of the items, each as likely as its weight says. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.fraction() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(items)[0];
  }

  /** Standard normal (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction());
  }

  /** Gamma with mean 1 (Marsaglia–Tsang); a small shape scatters widely. @param shape at least 1 */
  gamma(shape: number): number {
    const d = shape - 1 / 3;
    for (;;) {
      const z = this.normal();
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - this.fraction()) < z * z * 0.5 + d - d * v + d * Math.log(v)) return (d * v) / shape;
    }
  }

  /** Poisson by counting arrivals; for means up to some hundreds. */
  poisson(mean: number): number {
    let count = 0;
    for (let time = -Math.log(1 - this.fraction()); time < mean; time -= Math.log(1 - this.fraction())) count += 1;
    return count;
  }
}

/** A seed from numbers and names, so that each part of a whole has randomness of its own. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 2166136261;
  for (const character of parts.join('|')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return hash >>> 0;
}
