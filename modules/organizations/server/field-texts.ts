import type { ColumnDefinition, SheetDefinition } from '#platform/imports/sheet.ts';
import type { OutsideValue } from '#platform/registers/record-values.ts';
import { dayInWords, isDay } from '#shared/day.ts';
import type { FieldText } from '../contract/organization-page.ts';

interface Shown {
  values: Readonly<Record<string, OutsideValue>>;
  divisionNames: Readonly<Record<string, string>>;
}

/** The fields of a record as people read them; what is blank is left out. */
export function fieldTexts(definition: SheetDefinition, record: Shown, leftOut: readonly string[] = []): FieldText[] {
  return definition.columns.flatMap((column) => {
    const text = leftOut.includes(column.field) ? '' : fieldText(column, record.values[column.field], record.divisionNames);
    return text === '' ? [] : [{ field: column.field, heading: column.heading.replace(/区划代码$/, '区划'), text }];
  });
}

export function fieldText(column: ColumnDefinition, value: OutsideValue | undefined, divisionNames: Readonly<Record<string, string>>): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return value.toLocaleString('zh-CN');
  if (Array.isArray(value)) return value.map((one) => divisionNames[one] ?? one).join('、');
  if (column.type === 'date' && isDay(value)) return dayInWords(value);
  return divisionNames[value] ?? value;
}
