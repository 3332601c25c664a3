import { getHolidaysInRange, isWorkday } from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayFromNumber, dayNumber } from '#shared/day.ts';
import { addWorkingDays, CHINESE_CALENDAR as calendar, createCalendar, deadlineAfter, isPublished, isWorkingDay, workingDaysBetween } from './working-days.ts';

const days = fc.integer({ min: dayNumber('2005-01-01'), max: dayNumber('2029-12-31') }).map(dayFromNumber);
const published = fc.integer({ min: dayNumber('2004-01-01'), max: dayNumber('2026-12-31') }).map(dayFromNumber);

describe('the published calendar', () => {
  it.each([
    ['2023-09-29', false, '中秋'],
    ['2023-10-07', true, '调休的星期六'],
    ['2023-10-08', true, '调休的星期日'],
    ['2023-10-09', true, '星期一'],
    ['2024-02-09', true, '除夕（2024 年不放假）'],
    ['2025-01-28', false, '除夕'],
    ['2026-02-14', true, '春节调休'],
    ['2023-11-18', false, '星期六'],
  ])('%s is a working day: %s (%s)', (day, expected) => expect(isWorkingDay(calendar, day)).toBe(expected));

  it('says where it comes from and how far it reaches', () => {
    expect(calendar.edition).toMatch(/^chinese-days \d/);
    expect(calendar.years).toEqual({ first: 2004, last: 2026 });
  });

  it('agrees with the package it was packed from on every day', () => {
    expect(getHolidaysInRange('2023-10-01', '2023-10-02')).toHaveLength(2);
    const differing: string[] = [];
    for (let day = '2004-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) if (isWorkingDay(calendar, day) !== isWorkday(day)) differing.push(day);
    expect(differing).toEqual([]);
  });
});

describe('terms', () => {
  it.each([
    ['2023-09-28', 1, '2023-10-07'],
    ['2023-11-20', 5, '2023-11-27'],
    ['2023-11-18', 0, '2023-11-20'],
    ['2023-11-20', -1, '2023-11-17'],
    ['2023-10-07', -1, '2023-09-28'],
  ])('%s and %i working days is %s', (from, count, to) => expect(addWorkingDays(calendar, from, count)).toEqual({ day: to, provisional: false }));

  it('of plain days that end on a free day end on the next working day', () => {
    expect(deadlineAfter(calendar, '2023-09-01', { count: 30, unit: 'days' })).toEqual({ day: '2023-10-07', provisional: false });
    expect(deadlineAfter(calendar, '2023-09-01', { count: 60, unit: 'days' }).day).toBe('2023-10-31');
  });

  it('through a year that is not arranged yet are provisional', () => {
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toEqual({ day: '2026-12-31', provisional: false });
    expect(addWorkingDays(calendar, '2026-12-30', 2)).toEqual({ day: '2027-01-01', provisional: true });
    expect(isPublished(calendar, '2027-01-01')).toBe(false);
  });
});

describe('counting', () => {
  it('forth and between agree', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 90 }), (from, count) => {
        expect(workingDaysBetween(calendar, from, addWorkingDays(calendar, from, count).day)).toBe(count);
      }),
    );
  });
  it('ends on a working day, the first with that count', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const { day } = addWorkingDays(calendar, from, count);
        expect([isWorkingDay(calendar, day), workingDaysBetween(calendar, from, addDays(day, -1))]).toEqual([true, count - 1]);
      }),
    );
  });
  it('back undoes forth from a working day', () => {
    fc.assert(
      fc.property(
        days.filter((day) => isWorkingDay(calendar, day)),
        fc.integer({ min: 1, max: 60 }),
        (from, count) => {
          expect(addWorkingDays(calendar, addWorkingDays(calendar, from, count).day, -count).day).toBe(from);
        },
      ),
    );
  });
  it('is additive', () => {
    fc.assert(
      fc.property(published, fc.nat(80), fc.nat(80), (from, one, two) => {
        const [middle, end] = [addDays(from, one), addDays(from, one + two)];
        expect(workingDaysBetween(calendar, from, middle) + workingDaysBetween(calendar, middle, end)).toBe(workingDaysBetween(calendar, from, end));
      }),
    );
  });
  it('reads a calendar of its own', () => {
    const own = createCalendar({ source: 's', edition: 'e', years: { 2027: { free: '0104', worked: '0102' } } });
    expect(addWorkingDays(own, '2027-01-01', 2)).toEqual({ day: '2027-01-05', provisional: false });
    expect(() => createCalendar({ source: 's', edition: 'e', years: { 2027: { free: '', worked: '' }, 2029: { free: '', worked: '' } } })).toThrow(RangeError);
  });
});
