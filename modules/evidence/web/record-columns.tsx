import { Link } from '@tanstack/react-router';
import type { Column } from '#ui/table/data-table.tsx';
import type { EvidenceRecord, Register, RegisterColumn } from '../contract/record.ts';
import { pageOfRecord } from './page-of-record.ts';
import { headingText, valueText } from './value-text.ts';

const SHOWN_AT_FIRST = 8;
/** read only when asked for */
const SELDOM: ReadonlySet<RegisterColumn['type']> = new Set(['idNumber', 'phone', 'creditCode', 'recordCode', 'divisionList']);

/** Columns of a register's list: the name first, leading to the record; the most telling ones shown, all choosable. */
export function recordColumns(register: Register, divisionNames: Readonly<Record<string, string>>): Column<EvidenceRecord>[] {
  const title = register.columns.find(({ field }) => field === register.titleField) ?? register.columns[0];
  if (!title) return [];
  const others = register.columns.filter((column) => column !== title);
  const telling = others.filter(({ type }) => !SELDOM.has(type)).slice(0, SHOWN_AT_FIRST - 1);
  return [
    {
      key: title.field,
      title: title.heading,
      cell: (record) => <Link {...pageOfRecord(register, record.id)}>{valueText(title, record.values[title.field], divisionNames)}</Link>,
    },
    ...others.map((column) => ({
      key: column.field,
      title: headingText(column),
      number: column.type === 'integer' || column.type === 'decimal',
      hidden: !telling.includes(column),
      cell: (record: EvidenceRecord) => valueText(column, record.values[column.field], divisionNames),
    })),
    { key: 'code', title: '记录编码', hidden: true, cell: (record: EvidenceRecord) => record.code },
  ];
}
