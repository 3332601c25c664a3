import { describe, expect, it } from 'vitest';
import { forecast } from './forecast.ts';

/** Values are given from the day itself back in steps of 30 days. */
function ofValues(values: (number | null)[], daysLeft = 30, isShare = false) {
  const deadline = new Date(Date.UTC(2023, 0, 1) + daysLeft * 86_400_000).toISOString().slice(0, 10);
  return forecast({ values, asOf: '2023-01-01', deadline, isShare });
}

describe('forecast', () => {
  it('goes on as in the last six windows when all were alike', () => {
    expect(ofValues([70, 60, 50, 40, 30, 20, 10], 60)).toMatchObject({ mean: 10, deviation: 0, low: 90, high: 90, daysLeft: 60 });
  });

  it('is as wide as the windows differ: sample standard deviation', () => {
    // increments 3, 1, 1, 1, 1, 1: mean 8/6, squares sum to 10/3, divided by five
    const found = ofValues([18, 15, 14, 13, 12, 11, 10], 30);
    const deviation = Math.sqrt(10 / 3 / 5);
    expect(found?.mean).toBeCloseTo(8 / 6, 12);
    expect(found?.deviation).toBeCloseTo(deviation, 12);
    expect(found?.low).toBeCloseTo(18 + 8 / 6 - deviation, 12);
    expect(found?.high).toBeCloseTo(18 + 8 / 6 + deviation, 12);
  });

  it('counts part of a window by its days', () => {
    expect(ofValues([20, 10, 0], 15)).toMatchObject({ low: 25, high: 25 });
  });

  it('ends shares at 1 and everything at 0', () => {
    expect(ofValues([0.9, 0.7, 0.5], 300, true)).toMatchObject({ low: 1, high: 1 });
    expect(ofValues([0.9, 0.7, 0.5], 300, false)?.low).toBeCloseTo(2.9, 12);
    expect(ofValues([1, 5, 9], 300)).toMatchObject({ low: 0, high: 0 });
  });

  it('uses only increments between values that are known', () => {
    expect(ofValues([8, 6, null, 3, 2, null, 1], 30)).toMatchObject({ mean: 1.5, daysLeft: 30 });
    expect(ofValues([8, 6, null, null, null, null, null], 30)).toMatchObject({ mean: 2, deviation: 0, low: 10, high: 10 });
  });

  it('says nothing when no increment or no value is known', () => {
    expect(ofValues([8, null, 6, null, 4, null, 2])).toBeNull();
    expect(ofValues([null, 6, 5, 4, 3, 2, 1])).toBeNull();
    expect(ofValues([])).toBeNull();
  });
});
