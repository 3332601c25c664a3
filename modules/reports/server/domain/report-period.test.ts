import { describe, expect, it } from 'vitest';
import type { PlanFile } from '#modules/plans/contract/plan-file.ts';
import { type Period, parsePeriod } from '#shared/period.ts';
import { asOfDay, dayBefore, dueDay, kindOf, namedReceiver, periodInWords } from './report-period.ts';

function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

const PLAN = {
  period: { from: '2021-08-01', to: '2023-12-31' },
  cycles: [
    { id: 'X-R1', handIn: '季度总结', to: null, periods: { every: 'quarter', from: '2021Q3', to: '2023Q4' } },
    { id: 'X-R2', handIn: '年度报告', to: '市民政局社会组织管理局', periods: { every: 'year', from: '2021', to: '2023', dueOn: '12-30' } },
  ],
} as unknown as PlanFile;

describe('the period of a report', () => {
  it('is named as people say it and gives the kind', () => {
    expect([periodInWords(period('2023Q2')), kindOf(period('2023Q2'))]).toEqual(['2023年第二季度', '季度总结']);
    expect([periodInWords(period('2023')), kindOf(period('2023'))]).toEqual(['2023年度', '年度报告']);
  });

  it('stands for its last day, for today while it runs, for nothing before it', () => {
    expect(asOfDay(period('2023Q2'), '2023-11-20')).toBe('2023-06-30');
    expect(asOfDay(period('2023Q2'), '2023-06-30')).toBe('2023-06-30');
    expect(asOfDay(period('2023Q2'), '2023-05-01')).toBe('2023-05-01');
    expect(asOfDay(period('2023Q2'), '2023-03-31')).toBeUndefined();
  });

  it('is compared with the day before it, unless the plan had not begun', () => {
    expect(dayBefore(period('2023Q2'), PLAN)).toBe('2023-03-31');
    expect(dayBefore(period('2021Q3'), PLAN)).toBeUndefined();
  });

  it('falls due at the quarter end, on 12-30 for the year, and never where the plan asks for nothing', () => {
    expect(dueDay(period('2023Q2'), PLAN)).toBe('2023-06-30');
    expect(dueDay(period('2023'), PLAN)).toBe('2023-12-30');
    expect(dueDay(period('2021Q2'), PLAN)).toBeUndefined();
    expect(dueDay(period('2024'), PLAN)).toBeUndefined();
    expect(namedReceiver(period('2023'), PLAN)).toBe('市民政局社会组织管理局');
    expect(namedReceiver(period('2023Q1'), PLAN)).toBeUndefined();
  });
});
