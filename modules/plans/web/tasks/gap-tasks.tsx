import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';

import { StatusMark } from '#ui/figures/status-mark.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import type { Status } from '#ui/tokens.ts';
import { type GapTask, TASK_STATES, type TaskState } from '../../contract/gap-task.ts';
import { planRoutes } from '../../contract/routes.ts';
import { TaskActions } from './task-actions.tsx';

const SIDES = [
  { value: 'mine', label: '分派给我的' },
  { value: 'given', label: '分派给下级的' },
];
const FILTERS = [
  { value: 'underWay', label: '进行中' },
  { value: 'all', label: '全部' },
];

/** Gaps given to one's own office, and those that offices below have: until when, and how they stand. */
export function GapTasksScreen() {
  const mayAssign = useCan('plan.assign');
  const [values, set] = useSearchState();
  const side = values['side'] === 'given' && mayAssign ? 'given' : 'mine';
  const filter = values['filter'] === 'all' ? 'all' : 'underWay';
  const pages = usePages(planRoutes.gapTasks, { query: { side, filter } });
  return (
    <Page title="我的任务" lead="从差距清单分派的任务：责任单位办结，上级单位确认。期限近的在前。">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
        {mayAssign && <Segments label="看谁的任务" value={side} options={SIDES} onChange={(value) => set({ side: value === 'mine' ? undefined : value })} />}
        <Segments label="看哪些任务" value={filter} options={FILTERS} onChange={(value) => set({ filter: value === 'underWay' ? undefined : value })} />
      </div>
      <Panel title={side === 'mine' ? '分派给本单位的任务' : '分派给下级单位的任务'} flush>
        <DataTable
          name={`gap-tasks-${side}`}
          label="差距任务"
          columns={columnsOf(side)}
          pages={pages}
          rowKey={(task) => task.id}
          counted="项任务"
          empty={
            <EmptyState title="没有任务">
              {side === 'mine' ? '上级单位从差距清单分派任务后，会列在这里。' : '在差距清单里点“分派”，任务会列在这里。'}
            </EmptyState>
          }
        />
      </Panel>
    </Page>
  );
}

const MARKS: Record<TaskState, Status> = { open: 'notStarted', done: 'onTrack', confirmed: 'met', cancelled: 'noData' };

function columnsOf(side: 'mine' | 'given'): Column<GapTask>[] {
  const responsible: Column<GapTask> = { key: 'responsible', title: '责任单位', cell: (task) => task.responsible };
  return [
    {
      key: 'name',
      title: '单位',
      cell: (task) => (
        <Link to="/plans/$plan/targets/$target/records" params={{ plan: task.plan, target: task.targetId }} search={{ division: task.code }}>
          {task.name}
        </Link>
      ),
    },
    { key: 'actions', title: '办理', cell: (task) => <TaskActions task={task} /> },
    { key: 'state', title: '状态', cell: (task) => <TaskStanding task={task} /> },
    { key: 'target', title: '目标', cell: (task) => task.targetName },
    { key: 'lacking', title: '分派时还差', cell: (task) => task.lacking },
    ...(side === 'given' ? [responsible] : []),
    { key: 'due', title: '完成期限', cell: (task) => dayInWords(task.dueOn) },
    { key: 'note', title: '要求与说明', cell: (task) => lastWords(task) },
    { key: 'path', title: '所属区划', hidden: true, cell: (task) => task.path },
  ];
}

function TaskStanding({ task }: { task: GapTask }) {
  if (task.isOverdue) return <StatusMark status="missed" word="已过期限" />;
  return <StatusMark status={MARKS[task.state]} word={TASK_STATES[task.state]} />;
}

/** What was said last, and what was asked for. */
function lastWords(task: GapTask): string {
  const last = task.steps.findLast(({ note }) => note !== null);
  return last?.note ? `${last.action}：${last.note}` : '—';
}
