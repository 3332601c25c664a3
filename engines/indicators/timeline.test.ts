import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, from, holdsOn, type Interval, intersection, SINCE_EVER, sumPerDay, union, valueAt, whenAtLeast, whenReached } from './timeline.ts';

const DAYS = Array.from({ length: 20 }, (_, index) => `2023-01-${String(index + 1).padStart(2, '0')}`);
const day = fc.constantFrom(...DAYS);
const interval: fc.Arbitrary<Interval> = fc.record({ begins: day, ends: fc.option(day, { nil: null }) });
const intervals = fc.array(interval, { maxLength: 5 });
const separate = intervals.map(union);

/** Sorted, apart from each other, none empty: what the type promises. */
function isTidy(list: readonly Interval[]): boolean {
  return list.every(({ begins, ends }, index) => {
    const previous = list[index - 1];
    return (ends === null || begins < ends) && (!previous || (previous.ends !== null && previous.ends < begins));
  });
}

describe('timeline, compared with every single day', () => {
  it('joins intervals', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const joined = union(list);
        expect(isTidy(joined)).toBe(true);
        for (const one of DAYS) expect(holdsOn(joined, one)).toBe(holdsOn(list, one));
      }),
    );
  });

  it('finds when both hold', () => {
    fc.assert(
      fc.property(separate, separate, (one, other) => {
        const both = intersection(one, other);
        expect(isTidy(both)).toBe(true);
        for (const each of DAYS) expect(holdsOn(both, each)).toBe(holdsOn(one, each) && holdsOn(other, each));
      }),
    );
  });

  it('cuts off what lies before a day', () => {
    fc.assert(
      fc.property(separate, day, (list, since) => {
        for (const each of DAYS) expect(holdsOn(from(list, since), each)).toBe(each >= since && holdsOn(list, each));
      }),
    );
  });

  it('finds when enough groups hold, each counted once', () => {
    fc.assert(
      fc.property(fc.array(separate, { maxLength: 5 }), fc.integer({ min: 1, max: 4 }), (groups, needed) => {
        const enough = whenAtLeast(groups, needed);
        expect(isTidy(enough)).toBe(true);
        for (const each of DAYS) expect(holdsOn(enough, each)).toBe(groups.filter((group) => holdsOn(group, each)).length >= needed);
      }),
    );
  });

  it('finds when a running sum reaches a number', () => {
    const changes = fc.array(fc.tuple(day, fc.integer({ min: -3, max: 3 })), { maxLength: 8 });
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 5 }), (list, needed) => {
        for (const each of DAYS) expect(holdsOn(whenReached(list, needed), each)).toBe(valueAt(list, each) >= needed);
      }),
    );
  });

  it('keeps every sum when changes of a day are put together', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.integer({ min: -3, max: 3 })), { maxLength: 8 }), (list) => {
        const summed = sumPerDay(list);
        expect(summed.map(([one]) => one)).toEqual([...new Set(summed.map(([one]) => one))].sort());
        for (const each of DAYS) expect(valueAt(summed, each)).toBe(valueAt(list, each));
      }),
    );
  });

  it('turns intervals into changes that sum to one while they hold', () => {
    fc.assert(
      fc.property(separate, (list) => {
        for (const each of DAYS) expect(valueAt(changesOf(list), each)).toBe(holdsOn(list, each) ? 1 : 0);
      }),
    );
  });

  it('leaves out an interval that ends on the day it begins', () => {
    expect(union([{ begins: '2023-01-05', ends: '2023-01-05' }])).toEqual([]);
    expect(changesOf([{ begins: '2023-01-05', ends: '2023-01-05' }])).toEqual([]);
  });

  it('joins intervals that touch', () => {
    expect(
      union([
        { begins: '2023-01-05', ends: '2023-01-07' },
        { begins: SINCE_EVER, ends: '2023-01-05' },
      ]),
    ).toEqual([{ begins: SINCE_EVER, ends: '2023-01-07' }]);
  });
});
