import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { type MissingReport, majorReportRoutes } from '../../contract/major-report.ts';
import styles from '../activities.module.css';

/** Announced as major, and nobody has reported it. */
export function MissingReports() {
  const pages = usePages(majorReportRoutes.missingReports, {});
  return (
    <Panel title="标为重大活动、还没有报告的" flush>
      <DataTable
        name="missing-reports"
        label="没有报告的重大活动"
        columns={COLUMNS}
        pages={pages}
        rowKey={({ occasionId }) => occasionId}
        counted="次活动"
        empty={<EmptyState title="没有">组织发布活动时标为重大活动、又没有报告的，会列在这里。</EmptyState>}
      />
    </Panel>
  );
}

const COLUMNS: Column<MissingReport>[] = [
  {
    key: 'title',
    title: '活动',
    cell: ({ occasionId, title }) => (
      <Link to="/activities/$id" params={{ id: occasionId }}>
        {title}
      </Link>
    ),
  },
  { key: 'organization', title: '组织', cell: ({ organizationName }) => organizationName },
  { key: 'starts', title: '哪天举办', cell: ({ startsOn }) => dayInWords(startsOn) },
  {
    key: 'due',
    title: '应在哪天前报告',
    cell: ({ dueOn, isOverdue }) => (
      <span className={isOverdue ? styles.late : undefined}>
        {isOverdue && '▲ 逾期 '}
        {dueOn === null ? '举办前（没有规定天数）' : dayInWords(dueOn)}
      </span>
    ),
  },
];
