import { expect, it } from 'vitest';
import { spanText } from './span-text.ts';

it('says the second day only where it is another', () => {
  expect(spanText({ startsAt: '2023-06-10T01:00:00Z', endsAt: '2023-06-10T03:30:00Z' })).toBe('2023年6月10日 09:00—11:30');
  expect(spanText({ startsAt: '2023-06-10T14:00:00Z', endsAt: '2023-06-10T17:00:00Z' })).toBe('2023年6月10日 22:00—2023年6月11日 01:00');
});
