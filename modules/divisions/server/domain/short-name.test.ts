import { describe, expect, it } from 'vitest';
import type { DivisionLevel } from '#shared/division-code.ts';
import { committeeKindOf, kindOf } from './committee-kind.ts';
import { shortNameOf } from './short-name.ts';

describe('shortNameOf', () => {
  it.each<[string, DivisionLevel, string]>([
    ['翠洲社区居民委员会', 'community', '翠洲社区'],
    ['渡口居委会', 'community', '渡口社区'],
    ['下湾村委会', 'community', '下湾村'],
    ['下湾村村民委员会', 'community', '下湾村'],
    ['棠善村委员会', 'community', '棠善村'],
    ['东崔庄村民委员会委会', 'community', '东崔庄村'],
    ['黄麻布社区居委', 'community', '黄麻布社区'],
    ['某某社区村民委员会', 'community', '某某社区'],
    ['乌拉嘎查委会', 'community', '乌拉嘎查'],
    ['福安居委会会', 'community', '福安社区'],
    ['十三连生活区', 'community', '十三连生活区'],
    ['香山街道办事处筹备组', 'township', '香山街道'],
    ['葵涌街道', 'township', '葵涌街道'],
    ['新华区', 'county', '新华区'],
  ])('%s (%s) is called %s', (name, level, short) => {
    expect(shortNameOf(name, level)).toBe(short);
  });
});

describe('the kind of a community', () => {
  it.each([
    [1, '居', 'urban'],
    [199, '居', 'urban'],
    [200, '村', 'rural'],
    [399, '村', 'rural'],
    [400, '类居', 'urban'],
    [497, '类居', 'urban'],
    [498, '虚拟', null],
    [499, '类居', 'urban'],
    [500, '类村', 'rural'],
    [598, '虚拟', null],
    [599, '类村', 'rural'],
    [600, null, null],
    [0, null, null],
  ])('number %i has committee %s and is %s', (number, committee, kind) => {
    const found = committeeKindOf(410_402_001_000 + number);
    expect([found, kindOf(found)]).toEqual([committee, kind]);
  });
});
