import { describe, expect, it } from 'vitest';
import { choosePlan, concerns, isWithinCode, type PlanSummary, significantDigits } from './choose-plan.ts';

function plan(id: string, division: string, from: string): PlanSummary {
  return { id, division, name: id, shortName: id, issuer: '', period: { from, to: '2025-12-31' }, version: 1, status: 'inForce', targets: 1 };
}
const national = plan('national-2021', '000000000000', '2021-01-01');
const guangzhou = plan('guangzhou-2021', '440100000000', '2021-09-01');
const later = plan('guangzhou-2024', '440100000000', '2024-01-01');

describe('the plan nearest to a division', () => {
  it('is that of the smallest area holding it', () => {
    expect(choosePlan([national, guangzhou], '440103001000')?.id).toBe('guangzhou-2021');
    expect(choosePlan([guangzhou, national], '110101000000')?.id).toBe('national-2021');
  });

  it('is the latest of several for the same area', () => {
    expect(choosePlan([guangzhou, later, national], '440100000000')?.id).toBe('guangzhou-2024');
  });

  it('concerns those within it and those above it', () => {
    expect(concerns(guangzhou, '440103001000')).toBe(true);
    expect(concerns(guangzhou, '440000000000')).toBe(true);
    expect(concerns(guangzhou, '410400000000')).toBe(false);
  });

  it('tells places by the digits that count', () => {
    expect(significantDigits('440100000000')).toBe('4401');
    expect(significantDigits('000000000000')).toBe('');
    expect(significantDigits('440103001000')).toBe('440103001');
    expect(isWithinCode('440103001002', '440103001000')).toBe(true);
    expect(isWithinCode('440300000000', '440100000000')).toBe(false);
  });
});
