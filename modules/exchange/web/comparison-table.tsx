import { Notice } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { dayInWords } from '#shared/day.ts';
import type { Agreement } from '../contract/agreement.ts';
import type { ComparedGroup } from '../contract/wire.ts';
import styles from './exchange.module.css';

interface ComparisonTableProps {
  agreement: Agreement;
  groups: readonly ComparedGroup[];
  names: Readonly<Record<string, string>>;
}

/** Both sides' counts by register and day, what differs first. */
export function ComparisonTable({ agreement: { comparedAt, side, differing }, groups, names }: ComparisonTableProps) {
  if (comparedAt === null) return <Notice tone="info">还没有核对过。每次报送之后自动核对。</Notice>;
  if (groups.length === 0) return <Notice tone="info">{momentText(comparedAt)} 核对：双方都还没有记录。</Notice>;
  const ordered = groups.toSorted((one, other) => Number(one.isEqual) - Number(other.isEqual) || (one.day < other.day ? 1 : -1));
  return (
    <PlainTable label={`${momentText(comparedAt)} 的核对结果`}>
      <TableHead headings={['内容和报送日期', ...numbers('报送方', '接收方'), '结果']} />
      <tbody>
        {ordered.map(({ register, day, sent, held, isEqual }) => (
          <tr key={`${register}/${day}`}>
            <td>
              {names[register] ?? register}
              <small className={styles.below}>{dayInWords(day)}</small>
            </td>
            <td data-number>{formatNumber(sent)}</td>
            <td data-number>{formatNumber(held)}</td>
            <td data-warn={isEqual ? undefined : true}>{isEqual ? '一致' : sent === held ? '条数相同，内容不同' : '条数不同'}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>
            {momentText(comparedAt)} 核对{side === 'sender' && (differing ?? 0) > 0 ? '。是哪些记录不一致，见“核对报告（Excel）”。' : ''}
          </td>
        </tr>
      </tfoot>
    </PlainTable>
  );
}
