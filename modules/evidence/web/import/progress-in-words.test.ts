import { describe, expect, it } from 'vitest';
import { progressInWords } from './progress-in-words.ts';

const entry = {
  fileName: 'a.xlsx',
  work: 'import' as const,
  startedAt: '2023-11-20T04:00:00.000Z',
  seconds: 6,
  rate: 500,
  secondsLeft: null,
  sheet: '社区社会组织',
  stage: 'checking' as const,
  rows: 3000,
};

describe('progressInWords', () => {
  it('names the stage, the sheet, the rows done and the rate', () => {
    expect(progressInWords(entry)).toBe('已检查“社区社会组织”3,000 行，每秒约 500 行');
    expect(progressInWords({ ...entry, work: 'check', stage: 'writing' })).toBe('已核对“社区社会组织”3,000 行，每秒约 500 行');
    expect(progressInWords({ ...entry, stage: 'writing', rows: 12, rate: 2 })).toBe('已写入“社区社会组织”12 行，每秒约 2 行');
  });

  it('gives no rate in the first second, and no rows before the first sheet', () => {
    expect(progressInWords({ ...entry, rate: null })).toBe('已检查“社区社会组织”3,000 行');
    expect(progressInWords({ ...entry, sheet: '' })).toBe('正在读取文件');
    expect(progressInWords({ ...entry, sheet: '', stage: 'exporting' })).toBe('正在清点记录');
  });

  it.each([
    [3, '马上完成'],
    [42, '还需约 42 秒'],
    [61, '还需约 2 分钟'],
  ])('says with %i seconds left: %s', (secondsLeft, words) =>
    expect(progressInWords({ ...entry, secondsLeft })).toBe(`已检查“社区社会组织”3,000 行，每秒约 500 行，${words}`),
  );

  it('says so when only the figures are left', () => {
    expect(progressInWords({ ...entry, sheet: '', stage: 'counting', rows: 0 })).toBe('已全部写入，正在更新各项目标的数字');
  });
});
