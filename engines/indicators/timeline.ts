/**
 * Step functions over calendar days. A state that holds from a day on and until another is an interval
 * `[begins, ends)`; counts that rise and fall are changes per day. Days are `YYYY-MM-DD` and compare as text.
 */
export type Day = string;

export interface Interval {
  begins: Day;
  /** first day on which it no longer holds; null: it never ends */
  ends: Day | null;
}

/** Sorted by begin, apart from each other, none empty. */
export type Intervals = readonly Interval[];

/** The day before every other: what holds "since ever". */
export const SINCE_EVER: Day = '0001-01-01';
export const ALWAYS: Intervals = [{ begins: SINCE_EVER, ends: null }];
export const NEVER: Intervals = [];

/** Change of a count on a day. */
export type Change = readonly [day: Day, delta: number];

/** When at least `needed` of the groups hold. Each group counts once, however often its intervals overlap. */
export function whenAtLeast(groups: readonly Intervals[], needed: number): Intervals {
  if (needed === 1 && groups.length === 1) return groups[0] ?? NEVER;
  return whenReached(changesOfAll(groups), needed);
}

/** When the running sum of the changes is at least `needed`. */
export function whenReached(changes: readonly Change[], needed: number): Intervals {
  const result: Interval[] = [];
  let sum = 0;
  let since: Day | null = null;
  for (const [day, delta] of sumPerDay(changes)) {
    sum += delta;
    if (since === null && sum >= needed) since = day;
    else if (since !== null && sum < needed) {
      result.push({ begins: since, ends: day });
      since = null;
    }
  }
  if (since !== null) result.push({ begins: since, ends: null });
  return result;
}

/** Joins overlapping and touching intervals in any order into sorted, separate ones. */
export function union(intervals: readonly Interval[]): Intervals {
  const [only] = intervals;
  if (intervals.length <= 1) return only && (only.ends === null || only.ends > only.begins) ? [only] : NEVER;
  return whenReached(changesOf(intervals), 1);
}

/** When both hold. */
export function intersection(one: Intervals, other: Intervals): Intervals {
  const result: Interval[] = [];
  for (const a of one) {
    for (const b of other) {
      const begins = a.begins > b.begins ? a.begins : b.begins;
      const ends = earlierEnd(a.ends, b.ends);
      if (ends === null || begins < ends) result.push({ begins, ends });
    }
  }
  return result;
}

/** The part of the intervals from a day on. */
export function from(intervals: Intervals, day: Day): Intervals {
  return intersection(intervals, [{ begins: day, ends: null }]);
}

export function changesOf(intervals: Intervals): Change[] {
  const changes: Change[] = [];
  addChanges(changes, intervals);
  return changes;
}

export function changesOfAll(groups: readonly Intervals[]): Change[] {
  const changes: Change[] = [];
  for (const intervals of groups) addChanges(changes, intervals);
  return changes;
}

/** Loops, as all that is asked for each fact of a district: a list for each interval would be most of what judging throws away. */
function addChanges(changes: Change[], intervals: Intervals): void {
  for (const { begins, ends } of intervals) {
    if (ends === null) changes.push([begins, 1]);
    else if (ends > begins) changes.push([begins, 1], [ends, -1]);
  }
}

function earlierEnd(one: Day | null, other: Day | null): Day | null {
  if (one === null) return other;
  if (other === null) return one;
  return one < other ? one : other;
}

/** One change per day in calendar order; days whose changes cancel out are dropped. */
export function sumPerDay(changes: readonly Change[]): Change[] {
  const sums = new Map<Day, number>();
  for (const [day, delta] of changes) sums.set(day, (sums.get(day) ?? 0) + delta);
  const result: Change[] = [];
  for (const change of sums) if (change[1] !== 0) result.push(change);
  return result.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Whether one of the intervals holds on a day. */
export function holdsOn(intervals: readonly Interval[], day: Day): boolean {
  for (const { begins, ends } of intervals) if (begins <= day && (ends === null || ends > day)) return true;
  return false;
}

/** Value of a count at the end of a day. */
export function valueAt(changes: readonly Change[], day: Day): number {
  let sum = 0;
  for (const [changed, delta] of changes) if (changed <= day) sum += delta;
  return sum;
}
