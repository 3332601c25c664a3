import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import type { ImportOutcome } from '../../contract/workbook.ts';

/** What the workbook holds and what writing it would do, or did, sheet by sheet. */
export function CountTable({ sheets, label }: { sheets: ImportOutcome['sheets']; label: string }) {
  return (
    <PlainTable label={label}>
      <TableHead headings={['台账', ...numbers('行数', '新增', '更新', '不变', '有问题')]} />
      <tbody>
        {sheets.map((sheet) => (
          <tr key={sheet.sheet}>
            <th scope="row">{sheet.sheet}</th>
            {[sheet.rows, sheet.created, sheet.updated, sheet.unchanged, sheet.rejected].map((count, index) => (
              <td key={index} data-number>
                {formatNumber(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
