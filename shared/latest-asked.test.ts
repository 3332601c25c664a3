import { expect, it } from 'vitest';
import { LatestAsked } from './latest-asked.ts';

it('keeps so many and no more, those asked for last', () => {
  const remembered = new LatestAsked<number, string>(3);
  for (const key of [1, 2, 3]) remembered.keep(key, `value ${key}`);
  expect(remembered.find(1)).toBe('value 1');
  remembered.keep(4, 'value 4');
  expect([1, 2, 3, 4].map((key) => remembered.find(key))).toEqual(['value 1', undefined, 'value 3', 'value 4']);
  for (let key = 0; key < 1000; key += 1) remembered.keep(key, `value ${key}`);
  expect([remembered.size, remembered.find(999), remembered.find(996)]).toEqual([3, 'value 999', undefined]);
});
