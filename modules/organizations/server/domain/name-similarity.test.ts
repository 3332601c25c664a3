import { describe, expect, it } from 'vitest';
import { areSimilarNames, editDistance } from './name-similarity.ts';

describe('areSimilarNames', () => {
  it.each([
    ['春晖互助社', '春晖互助会'],
    ['春晖互助社', '“春晖”志愿服务队'],
    ['幸福里老年书画协会', '幸福里老年书画社'],
    ['幸福里老年书画社', '幸福里老年画社'],
    ['阳光社区合唱团', '阳光合唱团'],
    ['翠洲社区合唱团', '合唱团'],
    ['翠洲社区志愿服务队', '翠洲志愿者服务队'],
    ['翠洲社区', '翠洲'],
  ])('takes %s and %s for one', (one, other) => expect(areSimilarNames(one, other, '翠洲社区居民委员会')).toBe(true));

  it.each([
    ['第一互助组', '第二互助组'],
    ['春晖互助社', '夕阳红舞蹈队'],
    ['春晖互助社', '春风互助社'],
    ['3号楼互助组', '5号楼互助组'],
    ['翠洲社区暖阳合唱协会', '翠洲社区志愿服务队'],
    ['翠洲社区金色年华民乐社', '翠洲社区金色年华环保志愿会'],
  ])('keeps %s and %s apart', (one, other) => expect(areSimilarNames(one, other, '翠洲社区居民委员会')).toBe(false));

  it('counts single changes', () => expect(editDistance('书画社', '画社团')).toBe(2));
});
