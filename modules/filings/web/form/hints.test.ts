import { expect, it } from 'vitest';
import { hintsOf } from './hints.ts';

it('says the numbers of the place, and nothing where it names none', () => {
  const hints = hintsOf([
    { setting: 'filingMembers', value: 10 },
    { setting: 'filingStaff', value: null },
    { setting: 'registrationFunds', value: 3_000_000 },
    { setting: 'directCategories', value: [] },
  ]);
  expect(hints).toEqual({ memberCount: '当地要求 10 名以上', activityFunds: '社会团体须有 30000 元以上' });
});
