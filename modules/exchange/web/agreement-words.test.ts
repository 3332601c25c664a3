import { expect, it } from 'vitest';
import type { Agreement } from '../contract/agreement.ts';
import { stateOf } from './agreement-words.ts';

const NOW = Date.parse('2023-11-20T04:00:00Z');
const AGREEMENT: Agreement = {
  id: 1,
  number: 'a',
  side: 'receiver',
  state: 'active',
  partner: '新华区平台',
  address: null,
  division: '410402000000',
  place: '新华区',
  terms: { registers: [], plans: [] },
  codeUntil: null,
  heardAt: '2023-11-19T20:10:00Z',
  rows: { waiting: 0, accepted: 9, refused: 0 },
  comparedAt: '2023-11-19T20:10:00Z',
  differing: 0,
  endedAt: null,
  endReason: null,
  settled: null,
};
const word = (more: Partial<Agreement>) => stateOf({ ...AGREEMENT, ...more }, NOW).word;

it('is equal only while it is compared', () => {
  expect(word({})).toBe('一致');
  expect(word({ comparedAt: '2023-11-18T20:10:00Z' })).toBe('一致');
  expect(word({ comparedAt: '2023-11-17T20:10:00Z', rows: { waiting: 0, accepted: 9, refused: 2 } })).toBe('已 2 天没有核对');
  expect(word({ comparedAt: '2023-10-01T20:10:00Z', differing: 3 })).toBe('核对不一致');
  expect(word({ comparedAt: null, differing: null })).toBe('还没有核对');
  expect(word({ comparedAt: null, differing: null, heardAt: null })).toBe('还没有报送');
  expect(word({ comparedAt: '2023-10-01T20:10:00Z', state: 'ended' })).toBe('已结束');
  expect(word({ rows: { waiting: 0, accepted: 9, refused: 2 } })).toBe('有退回的记录');
});
