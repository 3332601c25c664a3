import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import type { HandInDuty } from '../contract/report.ts';
import { StandingMark } from './report-state.tsx';
import styles from './reports.module.css';

/** One line per unit that has to hand in for the period. */
export function DutyTable({ duties }: { duties: readonly HandInDuty[] }) {
  return (
    <PlainTable label="各单位报送情况">
      <TableHead headings={['单位', '报告', '情况', '应报日期', '报送日期', '是否按时']} />
      <tbody>
        {duties.map((duty) => (
          <tr key={`${duty.division}-${duty.kind}`}>
            <th scope="row">{duty.reportId === null ? duty.divisionName : <DutyLink duty={duty} id={duty.reportId} />}</th>
            <td>{duty.kind}</td>
            <td>
              <StandingMark standing={duty.standing} isOverdue={duty.isOverdue} />
            </td>
            <td>{duty.dueOn ? dayInWords(duty.dueOn) : '—'}</td>
            <td>{duty.handedInOn ? dayInWords(duty.handedInOn) : '—'}</td>
            <td>{duty.onTime === null ? '—' : duty.onTime ? '按时' : <span className={styles.late}>迟报</span>}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}

function DutyLink({ duty, id }: { duty: HandInDuty; id: number }) {
  return (
    <Link to="/reports/$id" params={{ id: String(id) }}>
      {duty.divisionName}
    </Link>
  );
}
