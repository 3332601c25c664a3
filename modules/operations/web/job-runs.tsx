import { Link } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { operationRoutes } from '../contract/routes.ts';
import { jobNameSchema, type JobRunShown } from '../contract/schemas.ts';
import { outcomeOf } from './run-words.ts';

const COLUMNS: Column<JobRunShown>[] = [
  { key: 'startedAt', title: '开始', cell: (run) => momentText(run.startedAt) },
  // before the long titles, so that a phone shows it without pushing the table aside
  { key: 'outcome', title: '结果', cell: (run) => <StatusMark {...outcomeOf(run)} /> },
  { key: 'title', title: '任务', cell: (run) => run.title },
  { key: 'attempt', title: '第几次', number: true, cell: (run) => `${run.attempt} / ${run.mostAttempts}` },
  { key: 'error', title: '失败的原因', sentences: true, cell: (run) => run.error ?? '—' },
];

/** Every run of the last three months. */
export function JobRunsScreen() {
  const [values, set] = useSearchState();
  const jobs = useCall(operationRoutes.listJobs, {});
  // an address that was mistyped shows everything
  const { data: chosen } = jobNameSchema.safeParse(values['job']);
  const pages = usePages(operationRoutes.listJobRuns, { query: { job: chosen } });
  const options = [{ value: '', label: '全部任务' }, ...(jobs.data?.jobs ?? []).map(({ job, title }) => ({ value: job, label: title }))];
  return (
    <Page title="任务运行记录" above={<Link to="/operations">← 运行状况</Link>} lead="最近三个月里后台任务的每一次运行，新的在前。">
      <Panel title="记录" flush actions={<Choice label="哪项任务" value={chosen ?? ''} options={options} onChange={(job) => set({ job: job || undefined })} />}>
        <DataTable
          name="job-runs"
          label="任务运行记录"
          columns={COLUMNS}
          pages={pages}
          rowKey={(run) => String(run.id)}
          counted="次"
          empty={<EmptyState title="还没有运行过">每天定时的任务会自己运行；也可以回到“运行状况”点“立即运行”。</EmptyState>}
        />
      </Panel>
    </Page>
  );
}
