/** What a formula is judged over: units and facts of one stretch of the division tree. Plain data, made by the caller. */
import type { UnitLevel } from './formula.ts';
import type { Day } from './timeline.ts';

export interface Unit {
  /** 12-digit key as a number */
  key: number;
  level: UnitLevel;
  /** urban or rural community, else null */
  kind: 'urban' | 'rural' | null;
  counted: boolean;
  /** a city without counties that stands as a county itself (儋州, 东莞) */
  alsoCounty: boolean;
}

export type AttributeValue = string | number | boolean | null | readonly string[];

export interface CountedFact {
  div: number;
  begins: Day;
  ends: Day | null;
  subject: string;
  quantity: number;
  recordId: number;
  attributes: Readonly<Record<string, AttributeValue>>;
}

/** What counts once: a subject in a division. The same name elsewhere is somebody else. */
export function identityOf(fact: CountedFact): string {
  return `${fact.div}/${fact.subject}`;
}

export interface World {
  /** sorted by key */
  units: readonly Unit[];
  /** facts by set, each sorted by div */
  facts: ReadonlyMap<string, readonly CountedFact[]>;
  /** counted units beyond this stretch that attribute tests look at, by level */
  elsewhere: ReadonlyMap<UnitLevel, ReadonlySet<number>>;
}

/** Half-open key range of a division, read off its trailing zeros. */
export function spanOf(key: number): { from: number; to: number } {
  if (key === 0) return { from: 0, to: 1e12 };
  const width = [1e10, 1e8, 1e6, 1e3].find((size) => key % size === 0) ?? 1;
  return { from: key, to: key + width };
}

/** First index of a list sorted by a number whose value is not below the bound. */
export function lowerBound<T>(list: readonly T[], bound: number, value: (item: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && value(item) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items of a list sorted by key that lie within a range. */
export function within<T>(list: readonly T[], range: { from: number; to: number }, key: (item: T) => number): readonly T[] {
  return list.slice(lowerBound(list, range.from, key), lowerBound(list, range.to, key));
}
