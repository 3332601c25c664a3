import { isDay, dayInWords } from '#shared/day.ts';
import { formatNumber } from '#ui/figures/format-figure.ts';
import type { EvidenceRecord, RegisterColumn } from '../contract/record.ts';

type Value = EvidenceRecord['values'][string] | undefined;

/** A field as people read it: days in words, 是 or 否, divisions by name, lists with 、. */
export function valueText(column: RegisterColumn, value: Value, divisionNames: Readonly<Record<string, string>>): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (column.type === 'year') return String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => divisionNames[one] ?? one).join('、');
  if (column.type === 'date' && isDay(value)) return dayInWords(value);
  return divisionNames[value] ?? value;
}

/** The column's heading for people who see names instead of codes. */
export function headingText({ heading, type }: RegisterColumn): string {
  return type === 'division' || type === 'divisionList' ? heading.replace(/代码$/, '') : heading;
}
