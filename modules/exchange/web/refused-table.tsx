import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import type { AgreementDetail } from '../contract/agreement.ts';

/** Rows that the receiver did not take. They are sent again once the record was changed. */
export function RefusedTable({ refused, names }: Pick<AgreementDetail, 'refused' | 'names'>) {
  return (
    <PlainTable label="退回的记录">
      <TableHead headings={['内容', '记录编码', { number: '报送包' }, '原因']} />
      <tbody>
        {refused.map(({ register, key, packet, reason }) => (
          <tr key={`${register}/${key}/${packet}`}>
            <td>{names[register] ?? register}</td>
            <td>{key}</td>
            <td data-number>{packet}</td>
            <td>{reason}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
