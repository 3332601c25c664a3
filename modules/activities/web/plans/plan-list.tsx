import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { activityPlanRoutes, type PlanSummary } from '../../contract/activity-plan.ts';
import styles from '../activities.module.css';

/** Annual plans of the offices of the jurisdiction: what was planned, held, and is lacking. */
export function PlanListScreen() {
  const pages = usePages(activityPlanRoutes.activityPlans, {});
  const mayPlan = useCan('activity.plan');
  const [isStarting, setStarting] = useState(false);
  return (
    <Page
      title="年度活动计划"
      lead="各单位围绕主题安排一年的活动；办了的从活动台账里对上，没有办的列为缺口。"
      actions={mayPlan ? <Button onClick={() => setStarting(true)}>新建本单位的计划</Button> : undefined}
    >
      <Panel title="计划" flush>
        <DataTable
          name="activity-plans"
          label="年度活动计划"
          columns={COLUMNS}
          pages={pages}
          rowKey={({ id }) => id}
          counted="份计划"
          empty={<EmptyState title="还没有年度活动计划">{mayPlan ? '点“新建本单位的计划”，按月份写下要办的活动。' : '下级单位制定后会列在这里。'}</EmptyState>}
        />
      </Panel>
      {isStarting && <StartDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}

const COLUMNS: Column<PlanSummary>[] = [
  {
    key: 'division',
    title: '单位',
    cell: ({ id, divisionName, year, demonstration }) => (
      <Link to="/activity-plans/$id" params={{ id }}>
        {divisionName} {year} 年{demonstration && '（演示）'}
      </Link>
    ),
  },
  { key: 'items', title: '计划', number: true, cell: ({ items }) => items },
  { key: 'carriedOut', title: '已办', number: true, cell: ({ carriedOut }) => carriedOut },
  { key: 'gaps', title: '缺口', number: true, cell: ({ gaps }) => (gaps > 0 ? <span className={styles.late}>▲ {gaps}</span> : 0) },
  {
    key: 'themes',
    title: '四个主题',
    cell: ({ missingThemes }) => (missingThemes.length === 0 ? '都有安排' : <span className={styles.late}>▲ 没有安排：{missingThemes.join('、')}</span>),
  },
];

function StartDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { today, divisionName } = useViewer();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  async function start(): Promise<void> {
    const plan = await call(activityPlanRoutes.startActivityPlan, { body: { year } });
    await refresh(client, activityPlanRoutes.activityPlans);
    await navigate({ to: '/activity-plans/$id', params: { id: plan.id } });
  }
  return (
    <Confirm open title={`${divisionName}：新建年度活动计划`} confirmText="新建" onConfirm={start} onClose={onClose}>
      <Field label="哪一年" htmlFor={id}>
        <InputNumber id={id} min={2000} max={2199} precision={0} value={year} onChange={(next) => setYear(next ?? year)} />
      </Field>
    </Confirm>
  );
}
