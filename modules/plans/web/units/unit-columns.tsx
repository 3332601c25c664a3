import { Link } from '@tanstack/react-router';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { fractionText, formatNumber } from '#ui/figures/format-figure.ts';
import type { Column } from '#ui/table/data-table.tsx';
import type { JudgedUnit } from '../../contract/drill-down.ts';
import type { Place } from '../use-place.ts';

/** Columns of the list of units; a unit leads to its records, a record to itself. */
export function unitColumns(place: Place, target: string): Column<JudgedUnit>[] {
  const link = (unit: JudgedUnit) => (
    <Link to="/plans/$plan/targets/$target/records" params={{ plan: place.plan, target }} search={{ ...place.search, division: unit.code }}>
      {unit.name}
    </Link>
  );
  return [
    {
      key: 'name',
      title: '单位',
      cell: (unit) =>
        unit.record ? (
          <Link to="/evidence/$register/$id" params={{ register: unit.record.register, id: String(unit.record.id) }}>
            {unit.record.name}
          </Link>
        ) : (
          link(unit)
        ),
    },
    { key: 'state', title: '情况', cell: (unit) => <StatusMark status={unit.isFulfilled ? 'met' : 'atRisk'} word={unit.isFulfilled ? '已达到' : '还差'} /> },
    { key: 'figure', title: '数量', number: true, cell: quantityText },
    { key: 'lacking', title: '还差什么', cell: (unit) => unit.lacking ?? '—' },
    { key: 'path', title: '所属区划', cell: (unit) => unit.path },
    { key: 'code', title: '区划代码', hidden: true, cell: (unit) => unit.code },
  ];
}

/** What a unit has of what it should; an average over one unit is its number. */
function quantityText({ numerator, denominator }: JudgedUnit): string {
  if (denominator === 1 && numerator > 1) return formatNumber(numerator);
  return fractionText({ numerator, denominator }) || formatNumber(numerator);
}
