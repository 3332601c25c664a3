import { PlainTable } from '#ui/table/plain-table.tsx';
import type { AgreementDetail } from '../contract/agreement.ts';

/** Rows that the receiver did not take. They are sent again once the record was changed. */
export function RefusedTable({ refused, names }: Pick<AgreementDetail, 'refused' | 'names'>) {
  return (
    <PlainTable label="退回的记录">
      <thead>
        <tr>
          <th>内容</th>
          <th>记录编码</th>
          <th data-number>报送包</th>
          <th>原因</th>
        </tr>
      </thead>
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
