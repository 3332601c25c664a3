import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import type { ImportOutcome } from '../../contract/workbook.ts';

/** What the workbook holds and what writing it would do, or did, sheet by sheet. */
export function CountTable({ sheets, label }: { sheets: ImportOutcome['sheets']; label: string }) {
  return (
    <PlainTable label={label}>
      <thead>
        <tr>
          <th scope="col">台账</th>
          {['行数', '新增', '更新', '不变', '有问题'].map((name) => (
            <th key={name} scope="col" data-number>
              {name}
            </th>
          ))}
        </tr>
      </thead>
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
