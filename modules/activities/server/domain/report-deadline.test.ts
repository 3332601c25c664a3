import { describe, expect, it } from 'vitest';
import { DEFAULT_RULE, placesAbove, reportDueOn, resultDueOn } from './report-deadline.ts';

const rule = (leadDays: number | null, leadUnit: 'workingDays' | 'days', resultDays: number | null = null) => ({ leadDays, leadUnit, resultDays });

describe('when a report is due', () => {
  it.each([
    [rule(3, 'workingDays'), '2023-10-10', '2023-10-07'],
    [rule(7, 'days'), '2023-10-10', '2023-10-03'],
    [rule(10, 'days'), '2023-03-05', '2023-02-23'],
  ])('%o before %s is %s', (lead, startsOn, due) => expect(reportDueOn(lead, startsOn)).toBe(due));

  it('is no day where nobody names a number', () => {
    expect([reportDueOn(DEFAULT_RULE, '2023-10-10'), resultDueOn(DEFAULT_RULE, '2023-10-10')]).toEqual([null, null]);
  });

  it('counts the result in working days after the end', () => {
    expect(resultDueOn(rule(null, 'days', 5), '2023-09-28')).toBe('2023-10-11');
  });
});

it('goes from a community up to the nation', () => {
  expect(placesAbove(410402001001)).toEqual([410402001001, 410402001000, 410402000000, 410400000000, 410000000000, 0]);
  expect(placesAbove(410400000000)).toEqual([410400000000, 410000000000, 0]);
});
