import { describe, expect, it } from 'vitest';
import { figureText, formatPercent, fractionText, thresholdText } from './format-figure.ts';

const share = { kind: 'share', value: 0.8125, numerator: 143, denominator: 176, unit: '街道(乡镇)', threshold: 0.8 };

describe('figures for people', () => {
  it('writes a share with one decimal and its fraction', () => {
    expect(figureText(share)).toBe('81.3%');
    expect(fractionText(share)).toBe('143/176');
    expect(thresholdText(share)).toBe('≥80%');
  });

  it('never rounds a share up to the threshold it misses', () => {
    expect(formatPercent(0.7996, 0.8)).toBe('79.96%');
    expect(formatPercent(0.99996, 1)).toBe('99.996%');
    expect(formatPercent(0.8, 0.8)).toBe('80%');
    expect(formatPercent(1, 1)).toBe('100%');
  });

  it('never rounds an average up to the threshold it misses', () => {
    expect(figureText({ kind: 'average', value: 9.9967, numerator: 2999, denominator: 300, unit: '个', threshold: 10 })).toBe('9.9967个');
    expect(figureText({ kind: 'average', value: 10.5, numerator: 21, denominator: 2, unit: '个', threshold: 10 })).toBe('10.50个');
  });

  it('groups large counts and gives them their unit', () => {
    const count = { kind: 'count', value: 2_450_000, numerator: 2_450_000, denominator: null, unit: '人次', threshold: 2_450_000 };
    expect(figureText(count)).toBe('2,450,000人次');
    expect(fractionText(count)).toBe('');
    expect(thresholdText(count)).toBe('≥2,450,000人次');
  });

  it('shows a dash where there is no figure', () => {
    expect(figureText({ ...share, value: null })).toBe('—');
  });
});
