import { describe, expect, it } from 'vitest';
import { thresholdInWords, valueInWords, valueWithCounts } from './figure-words.ts';

const SHARE = { kind: 'share' as const, unit: '街道', numerator: 143, denominator: 176, value: 143 / 176, threshold: 0.8 };

describe('figures in words', () => {
  it('shows shares with their fraction, averages and counts plainly', () => {
    expect(valueWithCounts(SHARE)).toBe('81.3%（143/176）');
    expect(valueWithCounts({ ...SHARE, kind: 'average', value: 10.44, threshold: 10 })).toBe('10.4');
    expect(valueWithCounts({ ...SHARE, kind: 'count', value: 5030, denominator: null })).toBe('5030');
    expect(thresholdInWords(SHARE)).toBe('≥80%');
    expect(thresholdInWords({ ...SHARE, threshold: 1 })).toBe('100%');
  });

  it('never rounds across the threshold or to everything', () => {
    expect(valueInWords({ ...SHARE, value: 0.79996 })).toBe('79.996%');
    expect(valueInWords({ ...SHARE, value: 0.9999 })).toBe('99.99%');
    expect(valueInWords({ ...SHARE, kind: 'average', value: 9.98, threshold: 10 })).toBe('9.98');
    expect(valueInWords({ ...SHARE, value: 1 })).toBe('100%');
  });

  it('tells absent from zero', () => {
    expect(valueInWords({ ...SHARE, value: null })).toBe('没有数据');
    expect(valueInWords({ ...SHARE, value: 0, numerator: 0 })).toBe('0%');
  });
});
