import { describe, expect, it } from 'vitest';
import type { Judgement } from '#engines/indicators/judge.ts';
import { failingListOf, isSameList, NOBODY_FAILS } from './failing-list.ts';

const judgement = (div: number, failing: [string, number][]): Judgement => ({ div, subject: null, recordId: null, numerator: [], denominator: [], failing });

describe('the list of failing units', () => {
  it('holds each division with its stretches, in order, whatever came first', () => {
    const list = failingListOf([
      judgement(2, [
        ['2021-01-01', 1],
        ['2021-03-01', -1],
        ['2022-01-01', 1],
      ]),
      judgement(1, [['0001-01-01', 1]]),
      judgement(3, []),
    ]);
    expect(list).toEqual({ divs: [1, 2, 2], begins: ['0001-01-01', '2021-01-01', '2022-01-01'], ends: ['infinity', '2021-03-01', 'infinity'] });
  });

  it('holds a division once while several of its records fail', () => {
    const one = judgement(5, [
      ['2021-01-01', 1],
      ['2021-06-01', -1],
    ]);
    const other = judgement(5, [
      ['2021-03-01', 1],
      ['2021-09-01', -1],
    ]);
    expect(failingListOf([one, other])).toEqual({ divs: [5], begins: ['2021-01-01'], ends: ['2021-09-01'] });
  });

  it('is empty when a unit is fulfilled on the day it begins', () => {
    const list = failingListOf([
      judgement(5, [
        ['2021-01-01', 1],
        ['2021-01-01', -1],
      ]),
    ]);
    expect(isSameList(list, NOBODY_FAILS)).toBe(true);
  });

  it('differs by division, begin or end', () => {
    const list = { divs: [1], begins: ['2021-01-01'], ends: ['infinity'] };
    expect(isSameList(list, { ...list })).toBe(true);
    for (const other of [{ ...list, divs: [2] }, { ...list, begins: ['2021-01-02'] }, { ...list, ends: ['2022-01-01'] }, NOBODY_FAILS])
      expect(isSameList(list, other)).toBe(false);
  });
});
