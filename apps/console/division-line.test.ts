import { describe, expect, it } from 'vitest';
import { ancestorsOf } from './division-line.ts';

describe('the line above a division', () => {
  it('pairs the steps of the code with the names of the path', () => {
    expect(ancestorsOf('440103001002', ['广东', '广州', '荔湾', '沙面街道', '翠洲社区'])).toEqual([
      { code: '000000000000', name: '全国' },
      { code: '440000000000', name: '广东' },
      { code: '440100000000', name: '广州' },
      { code: '440103000000', name: '荔湾' },
      { code: '440103001000', name: '沙面街道' },
    ]);
  });

  it('leaves out a city that is no unit of its own', () => {
    expect(ancestorsOf('469001000000', ['海南', '五指山'])).toEqual([
      { code: '000000000000', name: '全国' },
      { code: '460000000000', name: '海南' },
    ]);
  });

  it('knows cities whose townships lie directly below', () => {
    expect(ancestorsOf('441900003000', ['广东', '东莞', '东城街道']).at(-1)).toEqual({ code: '441900000000', name: '东莞' });
  });

  it('has nothing above the nation', () => {
    expect(ancestorsOf('000000000000', ['全国'])).toEqual([]);
  });
});
