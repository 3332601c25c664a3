import { expect, it } from 'vitest';
import { productFileKeepers } from '#apps/server/file-keepers.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { nameOfRecords } from './other-records.ts';

it.each([...productFileKeepers.map(({ purpose }) => purpose.name), 'volunteer', 'need', 'activitySignUp', 'noticeObjection', 'organizations'])(
  '%s has a name in plain Chinese',
  (register) => {
    expect(nameOfRecords(productRegisters, register)).toMatch(/^[\u4e00-\u9fff]+$/);
  },
);

it('shows a name that nobody translated as it is', () => {
  expect(nameOfRecords(productRegisters, 'somethingNew')).toBe('somethingNew');
});
