import { describe, expect, it } from 'vitest';
import { ACTION_GROUPS, actionName, detailsText, subjectName } from './audit-words.ts';

describe('the audit in words', () => {
  it('names acts, subjects and details', () => {
    expect(actionName('session.started')).toBe('登录');
    expect(subjectName('account', '97')).toBe('账号 97');
    expect(detailsText({ fileName: '台账.xlsx', created: 3, reason: null })).toBe('文件：台账.xlsx，新增：3');
  });

  it('offers each kind of act once, none within another', () => {
    const asked = ACTION_GROUPS.map(({ value }) => value).filter((value) => value !== '');
    for (const one of asked) expect(asked.filter((other) => other.startsWith(one))).toEqual([one]);
  });

  it('hides nothing that it has no word for', () => {
    expect(actionName('something.new')).toBe('something.new');
    expect(detailsText({ odd: { a: 1 } })).toBe('odd：{"a":1}');
  });
});
