import { describe, expect, it } from 'vitest';
import type { TargetProgress } from '../../contract/progress.ts';
import { forecastRule, forecastSentence } from './forecast-text.ts';

const target: TargetProgress = {
  id: 'GZ-Q02',
  name: '有枢纽型社区社会组织的街道（乡镇）',
  clause: { document: 'guangzhou-2021.txt', line: 39, quote: '…' },
  kind: 'share',
  value: 0.75,
  numerator: 132,
  denominator: 176,
  unit: '街道(乡镇)',
  threshold: 0.8,
  comparison: '>=',
  deadline: '2023-12-31',
  met: false,
  status: 'atRisk',
  failing: { count: 44, sample: [] },
  forecast: { low: 0.782, high: 0.81, mean: 0.02, deviation: 0.008, daysLeft: 41 },
};

describe('the forecast in words', () => {
  it('gives the range at the deadline', () => {
    expect(forecastSentence(target)).toBe('按近半年的速度，到2023年12月31日预计 78.2%–81%');
  });

  it('explains its rule with the numbers of the target', () => {
    expect(forecastRule(target)).toContain('平均增加 2%，上下浮动 0.8%；还剩 41 天');
  });

  it('is silent where no forecast applies', () => {
    expect(forecastSentence({ ...target, forecast: null })).toBeNull();
    expect(forecastRule({ ...target, forecast: undefined })).toBeNull();
  });
});
