import { describe, expect, it } from 'vitest';
import type { Finding } from '../../contract/workbook.ts';
import { filterFindings, groupFindings } from './finding-groups.ts';

function finding(rule: string, row: number, column = '名称'): Finding {
  return { sheet: '培训', row, column, cell: `A${row}`, value: '', rule, message: `${rule} ${row}`, suggestion: '' };
}

describe('findings of an import', () => {
  it('stand together by rule and column, the most frequent first', () => {
    const groups = groupFindings([finding('required', 2), finding('date', 3), finding('date', 4), finding('date', 5, '开始日期')]);
    expect(groups.map(({ rule, findings }) => [rule, findings.length])).toEqual([
      ['date', 2],
      ['required', 1],
      ['date', 1],
    ]);
  });

  it('are told by their sentence, or by an example when the rows say different things', () => {
    expect(groupFindings([finding('date', 7), finding('date', 7)])[0]?.message).toBe('date 7');
    expect(groupFindings([finding('date', 7), finding('date', 9)])[0]?.message).toBe('名称：如date 7');
  });

  it('are filtered by sheet and by words in column, value or message', () => {
    const findings = [finding('required', 2), finding('date', 3, '开始日期')];
    expect(filterFindings(findings, { sheet: '', words: '开始' })).toEqual([findings[1]]);
    expect(filterFindings(findings, { sheet: '培训', words: 'required' })).toEqual([findings[0]]);
    expect(filterFindings(findings, { sheet: '活动', words: '' })).toEqual([]);
  });
});
