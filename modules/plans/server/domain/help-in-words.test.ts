import { describe, expect, it } from 'vitest';
import { helpInWords, nearestPlatform } from './help-in-words.ts';

const COMMUNITY = 410_402_001_001;
const at = (div: number, name: string) => ({ div, name });

describe('the nearest platform', () => {
  const city = at(410_400_000_000, '市中心');
  const county = at(410_402_005_003, '区中心');
  const street = at(410_402_001_000, '街道基地');

  it.each([
    ['at home', [city, county, street, at(COMMUNITY, '社区基地')], { name: '社区基地', where: '本地' }],
    ['in the street', [city, county, street], { name: '街道基地', where: '同一街道' }],
    ['in the county', [city, county], { name: '区中心', where: '同一区县' }],
    ['in the city', [city], { name: '市中心', where: '同市' }],
  ])('is the one %s', (_name, platforms, expected) => expect(nearestPlatform(platforms, COMMUNITY)).toEqual(expected));

  it('is none when the city has none', () => expect(nearestPlatform([at(410_500_000_000, '外市')], COMMUNITY)).toBeNull());
});

describe('what is at hand', () => {
  it('names the groups close to counting, then the platform', () =>
    expect(helpInWords({ name: '街道基地', where: '同一街道' }, { near: 4, act: '可引导备案' })).toBe(
      '本地有 4 个组织可引导备案；最近的支持平台：街道基地（同一街道）',
    ));
  it('says nothing of what is not there', () => {
    expect(helpInWords(null, { near: 0, act: '可引导备案' })).toBeNull();
    expect(helpInWords(null, { near: 1, act: '可引导备案' })).toBe('本地有 1 个组织可引导备案');
  });
});
