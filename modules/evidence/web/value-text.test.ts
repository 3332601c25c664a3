import { describe, expect, it } from 'vitest';
import type { RegisterColumn } from '../contract/record.ts';
import { valueText } from './value-text.ts';

function column(type: RegisterColumn['type']): RegisterColumn {
  return {
    field: 'x',
    heading: 'X',
    type,
    dataClass: 'general',
    required: false,
    home: false,
    choices: [],
    levels: [],
    maxLength: null,
    min: null,
    max: null,
    hint: '',
  };
}
const names = { '440103001002': '翠洲社区' };

describe('a field as people read it', () => {
  it('says days in words and divisions by name', () => {
    expect(valueText(column('date'), '2023-06-03', names)).toBe('2023年6月3日');
    expect(valueText(column('division'), '440103001002', names)).toBe('翠洲社区');
    expect(valueText(column('divisionList'), ['440103001002', '440103001003'], names)).toBe('翠洲社区、440103001003');
  });

  it('writes a year without a comma', () => {
    expect(valueText(column('year'), 2023, names)).toBe('2023');
    expect(valueText(column('integer'), 2023, names)).toBe('2,023');
  });

  it('tells nothing from no and from zero', () => {
    expect(valueText(column('boolean'), false, names)).toBe('否');
    expect(valueText(column('integer'), 0, names)).toBe('0');
    expect(valueText(column('text'), null, names)).toBe('—');
    expect(valueText(column('list'), [], names)).toBe('—');
  });
});
