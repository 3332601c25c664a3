import { beforeAll, describe, expect, it } from 'vitest';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { loadDivisions } from '../commands/load-divisions.ts';
import { getDivisionPaths } from './get-division-paths.ts';
import { listDivisions } from './list-divisions.ts';
import { type DivisionSearch, searchDivisions } from './search-divisions.ts';
import { searchSummaries } from './search-summaries.ts';

const { db } = await createTestDatabase();
const NATION = rangeOf(0, 'nation');

beforeAll(async () => {
  await loadDivisions(testContext(db), { scope: ['410400', '440100', '440300', '460000'] });
});

async function pathsOf(query: string, options: Partial<DivisionSearch> = {}): Promise<string[]> {
  const keys = await searchDivisions(db, { query, range: NATION, limit: 20, ...options });
  const paths = await getDivisionPaths(db, keys);
  return keys.map((key) => paths.get(key)?.path.join('/') ?? '');
}

describe('searchDivisions', () => {
  it.each([
    ['a fragment', '桃花园', '广东省/深圳市/南山区/招商街道/桃花园社区'],
    ['names from above to below', '平顶山 新华 曙光', '河南省/平顶山市/新华区/曙光街街道'],
    ['names with signs between them', '平顶山市/新华区/曙光街', '河南省/平顶山市/新华区/曙光街街道'],
    ['names without anything between them', '广东省广州市荔湾区', '广东省/广州市/荔湾区'],
    ['pinyin initials', 'lwq', '广东省/广州市/荔湾区'],
    ['pinyin initials from above to below', 'pds xh sg', '河南省/平顶山市/新华区/曙光街街道'],
    ['pinyin in full', 'danzhou', '海南省/儋州市'],
    ['full-width letters', 'ＬＷＱ', '广东省/广州市/荔湾区'],
    ['the official ending', '翠洲社区居民委员会', '广东省/广州市/荔湾区/沙面街道/翠洲社区'],
    ['the beginning of a code', '440103', '广东省/广州市/荔湾区'],
    ['a code the platform does not use', '440307009', '广东省/深圳市/大鹏新区/葵涌街道'],
  ])('finds by %s', async (_way, query, path) => {
    expect((await pathsOf(query))[0]).toBe(path);
  });

  it('puts exact names before beginnings before fragments, and higher levels first', async () => {
    const names = (await pathsOf('新华')).map((path) => path.split('/').at(-1));
    expect(names[0]).toBe('新华区');
    expect(names[1]).toBe('新华街道');
    expect(names.findIndex((name) => name?.startsWith('新华'))).toBeLessThan(names.findIndex((name) => !name?.startsWith('新华')) >>> 0);
  });

  it('shows the path, because names repeat', async () => {
    const found = await pathsOf('张庄', { range: rangeOf(410_400_000_000, 'city') });
    expect(found.filter((path) => path.endsWith('/张庄村'))).toHaveLength(11);
    expect(new Set(found).size).toBe(found.length);
  });

  it('stays within the jurisdiction, where the words before may name what lies above it', async () => {
    const range = rangeOf(410_402_000_000, 'county');
    expect(await pathsOf('张庄', { range })).toEqual(['河南省/平顶山市/新华区/焦店镇/张庄村']);
    expect(await pathsOf('平顶山 新华 张庄', { range })).toEqual(['河南省/平顶山市/新华区/焦店镇/张庄村']);
    expect(await pathsOf('广州', { range })).toEqual([]);
    expect(await pathsOf('440103', { range })).toEqual([]);
    // 新华 lies in other places, above and below in the order of codes
    expect(await pathsOf('荔湾 新华')).toEqual([]);
    expect((await pathsOf('花都 新华'))[0]).toBe('广东省/广州市/花都区/新华街道');
    // a province is searched another way than a city
    const [henan, guangdong] = [rangeOf(410_000_000_000, 'province'), rangeOf(440_000_000_000, 'province')];
    expect((await pathsOf('张庄', { range: henan })).length).toBeGreaterThan(0);
    expect(await pathsOf('焦店镇', { range: guangdong })).toEqual([]);
    expect(await pathsOf('沙面街道', { range: henan })).toEqual([]);
    expect((await pathsOf('沙面街道', { range: guangdong })).length).toBe(1);
  });

  it('takes signs of the database’s own language as letters', async () => {
    expect(await pathsOf('%')).toEqual([]);
    expect(await pathsOf("_'\\")).toEqual([]);
  });

  it('limits by level and number', async () => {
    expect(await pathsOf('新华', { level: 'township', limit: 1 })).toHaveLength(1);
    expect(await pathsOf('平顶山', { level: 'community' })).toEqual([]);
  });
});

describe('what lies outside', () => {
  const county = { ...testContext(db), actor: { ...testContext(db).actor, range: rangeOf(410_402_000_000, 'county') } };

  it('is not listed, and not searched in', async () => {
    await expect(listDivisions(county, { scope: '440103' })).rejects.toMatchObject({ code: 'DIVISION_NOT_FOUND' });
    expect((await listDivisions(county, { scope: '410402001' })).length).toBeGreaterThan(1);
    const found = async (within: string) => (await searchSummaries(county, { q: '社区', within, limit: 20 })).map(({ code }) => code.slice(0, 9));
    expect(new Set(await found('410402001'))).toEqual(new Set(['410402001']));
    await expect(found('440103')).rejects.toMatchObject({ code: 'DIVISION_NOT_FOUND' });
  });

  it('is not looked through for a short word below a place', async () => {
    const below = await pathsOf('平顶山 社区');
    expect(below.length).toBeGreaterThan(0);
    expect(below.every((path) => path.startsWith('河南省/平顶山市'))).toBe(true);
  });
});
