import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import type { Finding, ReportedRow } from '../../contract/workbook.ts';
import type { FindingGroup } from './finding-groups.ts';
import styles from './import.module.css';

const EXAMPLES = 20;
const HEADINGS = ['位置', '填的是', '问题', '怎样改'];

/** One kind of finding with its first examples, each row of the file to be opened in place. */
export function FindingGroupTable({ group, rows, open }: { group: FindingGroup; rows: readonly ReportedRow[]; open: boolean }) {
  const { findings } = group;
  return (
    <details className={styles.group} open={open}>
      <summary>
        <b>{group.message}</b>
        <span>{group.sheet}</span>
        <span className={styles.count}>{formatNumber(findings.length)} 处</span>
      </summary>
      <PlainTable label={group.message}>
        <TableHead headings={HEADINGS} />
        <tbody>
          {findings.slice(0, EXAMPLES).map((finding) => (
            <FindingRow
              key={`${finding.cell}-${finding.row}-${finding.message}`}
              finding={finding}
              row={rows.find(({ sheet, row }) => sheet === finding.sheet && row === finding.row)}
            />
          ))}
        </tbody>
      </PlainTable>
      {findings.length > EXAMPLES && (
        <p className={styles.rest}>
          这里列出前 {EXAMPLES} 处，全部 {formatNumber(findings.length)} 处见带校验结果的工作簿。
        </p>
      )}
    </details>
  );
}

function FindingRow({ finding, row }: { finding: Finding; row: ReportedRow | undefined }) {
  const [open, setOpen] = useState(false);
  const place = finding.cell || `第 ${finding.row} 行`;
  return (
    <Fragment>
      <tr>
        <th scope="row">
          {place}
          {row && (
            <Button
              type="link"
              size="small"
              aria-expanded={open}
              aria-label={`${open ? '收起' : '看整行'}：第 ${finding.row} 行`}
              onClick={() => setOpen(!open)}
            >
              {open ? '收起' : '看整行'}
            </Button>
          )}
        </th>
        <td>{finding.value || '（空）'}</td>
        <td>{finding.message}</td>
        <td>{finding.suggestion}</td>
      </tr>
      {open && row && (
        <tr>
          <td colSpan={HEADINGS.length}>
            <dl className={styles.row}>
              {row.cells.map(({ column, value }) => (
                <div key={column} data-found={column === finding.column}>
                  <dt>{column}</dt>
                  <dd>{value || '（空）'}</dd>
                </div>
              ))}
            </dl>
          </td>
        </tr>
      )}
    </Fragment>
  );
}
