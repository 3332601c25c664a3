import { Notice } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import type { PacketShown } from '../contract/agreement.ts';
import styles from './exchange.module.css';

/** The newest packets with their receipts. */
export function PacketTable({ packets }: { packets: readonly PacketShown[] }) {
  if (packets.length === 0) return <Notice tone="info">还没有报送包。</Notice>;
  return (
    <PlainTable label="报送包">
      <TableHead headings={[{ number: '编号' }, '时间和回执', ...numbers('条数', '收下', '退回')]} />
      <tbody>
        {packets.map(({ number, madeAt, rows, accepted, refused, receiptAt }) => (
          <tr key={number}>
            <td data-number>{number}</td>
            <td>
              {momentText(madeAt)}
              <small className={styles.below}>{receiptAt === null ? '等回执，会自动重送' : `回执 ${momentText(receiptAt)}`}</small>
            </td>
            <td data-number>{formatNumber(rows)}</td>
            <td data-number>{accepted === null ? '—' : formatNumber(accepted)}</td>
            <td data-number data-warn={(refused ?? 0) > 0 || undefined}>
              {refused === null ? '—' : formatNumber(refused)}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
