import { expect, it } from 'vitest';
import { countInWords } from './count-in-words.ts';

it.each([
  ['18', '家', '18家'],
  ['2,450,000', '人次', '2,450,000人次'],
  ['20', '街道(乡镇)', '20个街道(乡镇)'],
  ['3', '', '3'],
])('%s and %s read %s', (number, unit, words) => expect(countInWords(number, unit)).toBe(words));
