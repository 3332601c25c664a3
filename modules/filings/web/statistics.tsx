import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import type { Answer } from '#ui/api/call.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { filingRoutes } from '../contract/routes.ts';
import styles from './filings.module.css';

type Row = Answer<typeof filingRoutes.statistics>['rows'][number];

/** How offices work: what is open, how long it takes, how often it goes back. */
export function StatisticsScreen() {
  const [values, set] = useSearchState();
  const { today, divisionName } = useViewer();
  const from = values['from'] ?? `${today.slice(0, 4)}-01-01`;
  const to = values['to'] ?? today;
  const query = useCall(filingRoutes.statistics, { query: { from, to } }, { keep: true });
  return (
    <Page title="办理统计" lead={`${divisionName}各单位在一段时间内办结的申请，和现在还没有办结的。用时按工作日计，不含申请人补正的时间。`}>
      <div className={styles.row}>
        <DayPicker label="从" value={from} latest={to} onChange={(day) => set({ from: day ?? undefined })} />
        至
        <DayPicker label="到" value={to} latest={today} onChange={(day) => set({ to: day ?? undefined })} />
      </div>
      <Panel title="各单位" flush>
        <Loaded query={query}>
          {({ rows }) => (rows.length === 0 ? <EmptyState title="这段时间没有申请">换一段时间看看。</EmptyState> : <StatisticsTable rows={rows} />)}
        </Loaded>
      </Panel>
    </Page>
  );
}

const COUNTS = [
  ['open', '未办结'],
  ['overdue', '逾期'],
  ['granted', '准予'],
  ['refused', '不予'],
  ['withdrawn', '撤回'],
  ['lapsed', '失效'],
  ['returned', '退回补正（次）'],
] as const;

function StatisticsTable({ rows }: { rows: readonly Row[] }) {
  return (
    <PlainTable label="各单位办理统计">
      <TableHead headings={['单位', '事项', ...numbers(...COUNTS.map(([, label]) => label), '平均用时', '九成在')]} />
      <tbody>
        {rows.map((row, index) => (
          <StatisticsRow key={`${row.division}-${row.procedure}`} row={row} isFirst={rows[index - 1]?.division !== row.division} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            合计
          </th>
          {COUNTS.map(([key]) => (
            <td key={key} data-number="true">
              {formatNumber(rows.reduce((sum, row) => sum + row[key], 0))}
            </td>
          ))}
          <td colSpan={2} data-number="true">
            <span className={styles.faint}>用时不相加</span>
          </td>
        </tr>
      </tfoot>
    </PlainTable>
  );
}

function StatisticsRow({ row, isFirst }: { row: Row; isFirst: boolean }) {
  return (
    <tr>
      <th scope="row">{isFirst ? row.divisionName.split(' ').slice(-2).join(' ') : <span className="visually-hidden">{row.divisionName}</span>}</th>
      <td>{row.procedureName}</td>
      {COUNTS.map(([key]) => (
        <td key={key} data-number="true" data-warn={key === 'overdue' && row.overdue > 0}>
          {formatNumber(row[key])}
        </td>
      ))}
      <td data-number="true">{daysText(row.meanDays)}</td>
      <td data-number="true">{row.slowDays === null ? '—' : `${daysText(row.slowDays)}内`}</td>
    </tr>
  );
}

function daysText(days: number | null): string {
  return days === null ? '—' : `${formatNumber(days)} 天`;
}
