import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import type { ReportSummary } from '../contract/report.ts';
import { ReportStateMark } from './report-state.tsx';
import styles from './reports.module.css';

/** The reports of a plan within one's jurisdiction. */
export function ReportTable({ reports }: { reports: readonly ReportSummary[] }) {
  return (
    <PlainTable label="已有的报告">
      <TableHead headings={['报告', '状态', '数据截至', '报送日期', '是否按时']} />
      <tbody>
        {reports.map((report) => (
          <tr key={report.id}>
            <th scope="row">
              <Link to="/reports/$id" params={{ id: String(report.id) }}>
                {report.divisionName} {report.periodName} {report.kind}
              </Link>
            </th>
            <td>
              <ReportStateMark state={report.state} name={report.stateName} />
            </td>
            <td>
              {dayInWords(report.asOf)}
              {report.isPreliminary && '（期未满）'}
            </td>
            <td>{report.handedInOn ? dayInWords(report.handedInOn) : '—'}</td>
            <td>{report.onTime === null ? '—' : report.onTime ? '按时' : <span className={styles.late}>迟报</span>}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
