import { describe, expect, it } from 'vitest';
import { filingFormSchema } from '../contract/application.ts';
import { FORM_FIELDS, valueAt, valueText, withValue } from './form-fields.ts';

const fieldAt = (path: string) => {
  const found = FORM_FIELDS.find((field) => field.path === path);
  if (!found) throw new Error(path);
  return found;
};

describe('the fields of applications', () => {
  it('has one for everything an application may say, and no other', () => {
    const known = Object.keys(filingFormSchema.shape).filter((key) => !['changes', 'case', 'liquidation'].includes(key));
    const plain = FORM_FIELDS.map(({ path }) => path).filter((path) => !path.includes('.'));
    expect([...plain].sort()).toEqual([...known].sort());
  });

  it('reads and sets nested parts, and takes them out again', () => {
    const form = withValue({ name: '合唱团' }, 'changes.leaderName', '王桂兰');
    expect(valueAt(form, 'changes.leaderName')).toBe('王桂兰');
    expect(withValue(form, 'changes.leaderName', undefined)).toEqual({ name: '合唱团', changes: {} });
  });

  it('writes money in yuan, days in Chinese, and nothing for what was not said', () => {
    expect(valueText(fieldAt('activityFunds'), 5_000_000)).toBe('50,000');
    expect(valueText(fieldAt('establishedOn'), '2023-06-03')).toBe('2023年6月3日');
    expect(valueText(fieldAt('pledged'), true)).toBe('已承诺');
    expect(valueText(fieldAt('case.finding'), 'partly')).toBe('部分属实');
    expect(valueText(fieldAt('name'), undefined)).toBe('');
  });
});
