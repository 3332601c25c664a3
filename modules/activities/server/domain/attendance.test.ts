import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDoorOpen, minutesPresent, placesFreed, standingOfNext } from './attendance.ts';

const at = (time: string) => new Date(`2023-06-10T${time}:00+08:00`);
const span = { startsAt: at('09:00'), endsAt: at('11:00') };

describe('places', () => {
  it('go to the next in line while there are some', () => {
    expect([standingOfNext(2, 1), standingOfNext(2, 2), standingOfNext(null, 9999)]).toEqual(['confirmed', 'waiting', 'confirmed']);
  });

  it('that are freed never exceed the capacity nor those who wait', () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(fc.option(count), count, count, (capacity, confirmed, waiting) => {
        const freed = placesFreed(capacity, confirmed, waiting);
        const room = capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - confirmed);
        expect(freed >= 0 && freed <= waiting && freed <= room).toBe(true);
      }),
    );
  });
});

describe('the door', () => {
  it.each([
    ['07:59', false],
    ['08:00', true],
    ['12:00', true],
    ['12:01', false],
  ])('at %s is open: %s', (time, expected) => expect(isDoorOpen(span, at(time))).toBe(expected));
});

describe('minutes present', () => {
  it('run to the check-out, else to the end, and are unknown until then', () => {
    expect(minutesPresent(at('08:50'), at('10:20'), span, at('10:30'))).toBe(90);
    expect(minutesPresent(at('09:00'), null, span, at('10:30'))).toBeNull();
    expect(minutesPresent(at('09:00'), null, span, at('11:00'))).toBe(120);
    expect(minutesPresent(at('11:30'), null, span, at('12:00'))).toBe(0);
  });
});
