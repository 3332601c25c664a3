import { describe, expect, it } from 'vitest';
import { duePeriod, periodName, reportPeriods } from './report-periods.ts';

const plan = { from: '2021-09-01', to: '2023-12-31' };

describe('periods of a report', () => {
  it('are the quarters and years of the plan that have begun, the newest first', () => {
    const names = reportPeriods(plan, '2022-02-10').map(({ name }) => name);
    expect(names).toEqual(['2022', '2022Q1', '2021', '2021Q4', '2021Q3']);
  });

  it('end with the plan', () => {
    expect(reportPeriods(plan, '2026-11-21').at(0)?.lastDay).toBe('2023-12-31');
  });

  it('default to the latest quarter that has ended', () => {
    expect(duePeriod(reportPeriods(plan, '2023-05-10'), '2023-05-10')?.name).toBe('2023Q1');
    expect(duePeriod(reportPeriods(plan, '2021-09-10'), '2021-09-10')?.name).toBe('2021Q3');
  });

  it('have names people use', () => {
    expect(periodName('2023Q2')).toBe('2023年第二季度');
    expect(periodName('2023')).toBe('2023年度');
  });
});
