import { Link } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import { serviceRoutes } from '../contract/routes.ts';
import type { FigureRow } from '../contract/service.ts';
import { durationText } from './duration.ts';
import styles from './volunteers.module.css';

const YEARS_BACK = 4;

/** Persons, person-times and minutes below a place, each level leading further down. */
export function VolunteerFiguresScreen() {
  const [values, set] = useSearchState();
  const { division, today } = useViewer();
  const thisYear = Number(today.slice(0, 4));
  const year = values['year'] ?? String(thisYear);
  const years = Array.from({ length: YEARS_BACK }, (_, index) => String(thisYear - index)).map((value) => ({ value, label: `${value}年` }));
  const at = values['at'];
  const query = useCall(serviceRoutes.volunteerFigures, { query: { year, division: at } }, { keep: true });
  return (
    <Page title="志愿服务统计" lead="人数按志愿者住在哪里算，一人算一次；人次和时长按服务在哪里算，只算已确认的。">
      <div className={styles.row}>
        <Choice label="年度" options={years} value={year} onChange={(next) => set({ year: next })} />
        {at !== undefined && at !== division && (
          <Link to="/volunteer-figures" search={{ year }}>
            回到本单位
          </Link>
        )}
      </div>
      <Loaded query={query}>
        {({ total, rows }) => (
          <Panel
            title={`${total.divisionName}：在册 ${total.registered.toLocaleString('zh-CN')} 人，${year}年有 ${total.served.toLocaleString('zh-CN')} 人参加服务`}
            flush
          >
            {rows.length === 0 ? (
              <EmptyState title="还没有志愿者">登记志愿者、确认服务记录后，这里马上有数。</EmptyState>
            ) : (
              <FigureTable total={total} rows={rows} year={year} />
            )}
          </Panel>
        )}
      </Loaded>
    </Page>
  );
}

const HEADINGS = ['在册（人）', '参加服务（人）', '服务（人次）', '时长'];

function FigureTable({ total, rows, year }: { total: FigureRow; rows: readonly FigureRow[]; year: string }) {
  return (
    <PlainTable label="志愿服务统计">
      <TableHead headings={['地方', ...numbers(...HEADINGS)]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.division}>
            <th scope="row" className={styles.place}>
              {row.division === total.division ? (
                '本级'
              ) : (
                <Link to="/volunteer-figures" search={{ year, at: row.division }}>
                  {row.divisionName.split(' ').at(-1)}
                </Link>
              )}
            </th>
            <FigureCells row={row} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <FigureCells row={total} />
        </tr>
      </tfoot>
    </PlainTable>
  );
}

function FigureCells({ row: { registered, served, services, minutes } }: { row: FigureRow }) {
  return [...[registered, served, services].map((figure) => figure.toLocaleString('zh-CN')), durationText(minutes)].map((text, index) => (
    <td key={HEADINGS[index]} data-number="true">
      {text}
    </td>
  ));
}
