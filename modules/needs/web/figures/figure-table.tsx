import { Link } from '@tanstack/react-router';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { FIGURE_KINDS, type FigureKind, type NeedFigure } from '../../contract/figures.ts';
import { rateText, satisfactionText } from './figure-words.ts';

interface FigureTableProps {
  by: FigureKind;
  rows: readonly NeedFigure[];
  total: NeedFigure;
  year: number;
}

const HEADINGS = ['收到', '回应率', '解决率', '满意率', '未结', '逾期'];

/** Every rate with what it is of; places and organizations lead on. */
export function FigureTable({ by, rows, total, year }: FigureTableProps) {
  return (
    <PlainTable label={`按${FIGURE_KINDS[by]}的需求统计`}>
      <TableHead headings={[FIGURE_KINDS[by], ...numbers(...HEADINGS)]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <Name row={row} by={by} year={year} />
            </th>
            <Cells row={row} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <Cells row={total} />
        </tr>
      </tfoot>
    </PlainTable>
  );
}

function Name({ row: { key, name }, by, year }: { row: NeedFigure; by: FigureKind; year: number }) {
  if (by === 'place' && name !== '本级')
    return (
      <Link to="/needs/figures" search={{ year: String(year), at: key }}>
        {name}
      </Link>
    );
  if (by === 'category')
    return (
      <Link to="/needs" search={{ view: 'open', category: key }}>
        {name}
      </Link>
    );
  return name;
}

function Cells({ row }: { row: NeedFigure }) {
  const texts = [
    formatNumber(row.received),
    rateText(row.response),
    rateText(row.solution),
    satisfactionText(row),
    formatNumber(row.open),
    formatNumber(row.overdue),
  ];
  return texts.map((text, index) => (
    <td key={HEADINGS[index]} data-number data-warn={(HEADINGS[index] === '逾期' && row.overdue > 0) || undefined}>
      {text}
    </td>
  ));
}
