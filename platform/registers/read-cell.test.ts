import { describe, expect, it } from 'vitest';
import type { ColumnDefinition } from '../imports/sheet.ts';
import type { RawCell } from './draft.ts';
import { readCell } from './read-cell.ts';

const TODAY = '2023-11-20';
const base = { heading: '列', field: 'x' };
const text: ColumnDefinition = { ...base, type: 'text', maxLength: 5 };
const date: ColumnDefinition = { ...base, type: 'date' };
const yes: ColumnDefinition = { ...base, type: 'boolean' };
const list: ColumnDefinition = { ...base, type: 'list', maxLength: 5 };
const choices: ColumnDefinition = { ...base, type: 'list', maxLength: 5, choices: ['甲', '乙'] };
const whole: ColumnDefinition = { ...base, type: 'integer', min: 0, max: 100 };
const decimal: ColumnDefinition = { ...base, type: 'decimal', min: 0, max: 100 };
const division: ColumnDefinition = { ...base, type: 'division' };
const divisions: ColumnDefinition = { ...base, type: 'divisionList' };
const idNumber: ColumnDefinition = { ...base, type: 'idNumber' };
const phone: ColumnDefinition = { ...base, type: 'phone' };
const credit: ColumnDefinition = { ...base, type: 'creditCode' };

function cell(value: RawCell['value'], changes: Partial<RawCell> = {}): RawCell {
  const kind = value === null ? 'empty' : typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean';
  return { kind, value, isFormula: false, formulaHasResult: true, ...changes };
}
const read = (column: ColumnDefinition, value: RawCell['value'] | RawCell) =>
  readCell(column, typeof value === 'object' && value !== null ? value : cell(value), TODAY);

describe('a cell that reads', () => {
  it.each<[ColumnDefinition, RawCell['value'] | RawCell, unknown]>([
    [text, '　Ａ１社\u00a0', 'A1社'],
    [text, 2023, '2023'],
    [date, '2023-05-01', '2023-05-01'],
    [date, '2023-5-1', '2023-05-01'],
    [date, '2023/05/01', '2023-05-01'],
    [date, '2023.5.1', '2023-05-01'],
    [date, '２０２３年５月１日', '2023-05-01'],
    [date, '2023-05-01 10:30:00', '2023-05-01'],
    [date, cell('2023-05-01', { kind: 'date' }), '2023-05-01'],
    [yes, '是', true],
    [yes, ' 否 ', false],
    [yes, true, true],
    [list, '甲、乙；丙;丁，戊,己\n甲', ['甲', '乙', '丙', '丁', '戊', '己']],
    [choices, '乙、甲', ['乙', '甲']],
    [whole, '12', 12],
    [whole, 12, 12],
    [whole, '１２', 12],
    [whole, 0, 0],
    [decimal, 12.5, 12.5],
    [decimal, 12.345, 12.35],
    [division, '410402001001', '410402001001'],
    [division, 410402001001, '410402001001'],
    [division, '410402', '410402000000'],
    [division, 410402001, '410402001000'],
    [divisions, '410402001001，410402001', ['410402001001', '410402001000']],
    [idNumber, '11010519900101007x', '11010519900101007X'],
    [phone, 13800138000, '13800138000'],
    [phone, '+86 138-0013-8000', '13800138000'],
    [credit, '52110105mj0000018a', '52110105MJ0000018A'],
  ])('%o of %o is %o', (column, value, expected) => {
    expect(read(column, value).cell).toEqual({ state: 'value', value: expected });
  });
});

describe('a cell that says nothing, clears, or is masked', () => {
  it.each<[ColumnDefinition, RawCell['value'] | RawCell, unknown]>([
    [text, null, { state: 'keep' }],
    [text, ' 　', { state: 'keep' }],
    [list, '、，', { state: 'keep' }],
    [text, '-', { state: 'clear' }],
    [date, ' - ', { state: 'clear' }],
    [whole, '－', { state: 'clear' }],
    [idNumber, '110***********0010', { state: 'keep', masked: true }],
    [phone, '138****8000', { state: 'keep', masked: true }],
  ])('%o of %o', (column, value, expected) => expect(read(column, value)).toEqual({ cell: expected, problems: [] }));
});

describe('a cell that is wrong', () => {
  it.each<[ColumnDefinition, RawCell['value'] | RawCell, string]>([
    [text, '六个字的名称', 'too-long'],
    [text, 1e15, 'number-too-long'],
    [idNumber, 110105199001010000, 'number-too-long'],
    [division, 1e15, 'number-too-long'],
    [division, 410402001001.5, 'division-format'],
    [division, '4104', 'division-format'],
    [division, '平顶山', 'division-format'],
    [divisions, '410402001001、甲', 'division-format'],
    [date, '2023-02-29', 'date'],
    [date, '2023年5月', 'date'],
    [date, '20230501', 'date'],
    [date, 45047, 'date'],
    [date, '2023-05/01', 'date'],
    [date, '1899-01-01', 'date'],
    [yes, '有', 'boolean'],
    [yes, 1, 'boolean'],
    [choices, '甲、丙', 'choice'],
    [list, '甲、六个字的内容', 'too-long'],
    [whole, '12人', 'number'],
    [whole, 1.5, 'number'],
    [whole, '1,234', 'number'],
    [whole, -1, 'range'],
    [whole, 101, 'range'],
    [idNumber, '110105199001010011', 'id-number'],
    [phone, '0375-2661234', 'phone'],
    [credit, '53100000500020462H', 'credit-code'],
    [text, cell('#REF!', { kind: 'error' }), 'error-value'],
    [text, cell(null, { isFormula: true, formulaHasResult: false }), 'formula-without-result'],
  ])('%o of %o is a finding %s', (column, value, rule) => {
    const result = read(column, value);
    expect(result.cell).toEqual({ state: 'invalid' });
    expect(result.problems).toMatchObject([{ severity: 'finding', field: 'x', rule }]);
    expect(result.problems[0]?.message).not.toBe('');
    expect(result.problems[0]?.suggestion).not.toBe('');
  });

  it('informs of formulas, roundings and odd old codes', () => {
    expect(read(text, cell('甲', { isFormula: true }))).toMatchObject({ cell: { value: '甲' }, problems: [{ severity: 'notice', rule: 'formula' }] });
    expect(read(decimal, 1.005).problems).toMatchObject([{ severity: 'notice', rule: 'rounded' }]);
    const remark: ColumnDefinition = { ...base, type: 'text', maxLength: 40 };
    expect(read(remark, '电话13812345678').problems).toMatchObject([{ severity: 'notice', rule: 'number-in-text' }]);
    expect(read(remark, '电话一三八').problems).toEqual([]);
  });
});
