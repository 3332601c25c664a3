import { expect, it } from 'vitest';
import { ToldRefusals } from './told-refusals.ts';

const WINDOW_MS = 10 * 60_000;

it('remembers of so many what was passed over in silence, the oldest are forgotten', () => {
  const refusals = new ToldRefusals(100);
  for (let number = 0; number < 1000; number += 1) {
    const now = number * WINDOW_MS;
    expect(refusals.count(`person ${number}`, now)).toBe(0);
    expect(refusals.count(`person ${number}`, now)).toBeUndefined();
  }
  expect(refusals.size).toBe(100);
  expect(['person 950', 'person 0'].map((key) => refusals.count(key, 1001 * WINDOW_MS))).toEqual([1, 0]);
});

it('forgets whoever was refused once and not again', () => {
  const refusals = new ToldRefusals();
  for (let number = 0; number < 1000; number += 1) refusals.count(`person ${number}`, number * WINDOW_MS);
  expect(refusals.size).toBe(1);
});
