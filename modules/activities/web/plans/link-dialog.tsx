import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { type ActivityPlan, activityPlanRoutes, type HeldActivity, type PlanItem } from '../../contract/activity-plan.ts';

/** Which activity of the register carried an item out. */
export function LinkDialog({ plan, item, onClose }: { plan: ActivityPlan; item: PlanItem; onClose: () => void }) {
  const client = useQueryClient();
  const pages = usePages(activityPlanRoutes.planCandidates, { params: { id: plan.id, item: item.id } });
  const [error, setError] = useState<unknown>();
  async function link({ id }: HeldActivity): Promise<void> {
    setError(undefined);
    try {
      await call(activityPlanRoutes.linkActivity, { params: { id: plan.id, item: item.id }, body: { activityId: id } });
      await refresh(client, activityPlanRoutes.activityPlan, activityPlanRoutes.activityPlans, activityPlanRoutes.planCandidates);
      onClose();
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <Modal open title={`“${item.name}”是哪一次办的？`} footer={null} width={760} onCancel={onClose} destroyOnHidden>
      {error !== undefined && <ProblemNotice error={error} />}
      <DataTable
        name="plan-candidates"
        label="台账里的活动"
        columns={columnsOf(link)}
        pages={pages}
        rowKey={({ id }) => id}
        counted="次活动"
        empty={<EmptyState title="台账里没有这个主题、这一年的活动">组织写了活动小结，或者导入台账以后，会列在这里。</EmptyState>}
      />
    </Modal>
  );
}

function columnsOf(link: (activity: HeldActivity) => Promise<void>): Column<HeldActivity>[] {
  return [
    { key: 'name', title: '活动', cell: ({ name }) => name },
    {
      key: 'link',
      title: '选择',
      cell: (activity) => (
        <Button onClick={() => void link(activity)} aria-label={`就是这次：${activity.name}`}>
          就是这次
        </Button>
      ),
    },
    { key: 'organization', title: '组织', cell: ({ organizationName }) => organizationName },
    { key: 'day', title: '日期', cell: ({ startedOn }) => dayInWords(startedOn) },
    { key: 'people', title: '人次', number: true, cell: ({ participants }) => participants },
  ];
}
