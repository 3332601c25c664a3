import { expect, it } from 'vitest';
import { durationText } from './run-words.ts';

it.each([
  [3, '不到 0.1 秒'],
  [400, '0.4 秒'],
  [9960, '10 秒'],
  [59_700, '1 分 0 秒'],
  [119_600, '2 分 0 秒'],
  [3_599_600, '1 小时 0 分'],
  [7_500_000, '2 小时 5 分'],
])('%i ms are %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));
