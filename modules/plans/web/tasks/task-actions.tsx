import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { type GapTask, TASK_ACTIONS, type TaskDecision } from '../../contract/gap-task.ts';
import { planRoutes } from '../../contract/routes.ts';

type Asking = 'done' | TaskDecision;

/** What the caller's office may do with a task now. */
export function TaskActions({ task }: { task: GapTask }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const actions: Asking[] = [
    ...(task.abilities.finish ? (['done'] as const) : []),
    ...(task.abilities.decide && task.state === 'done' ? (['confirmed', 'reopened'] as const) : []),
    ...(task.abilities.decide ? (['cancelled'] as const) : []),
  ];
  if (actions.length === 0) return '—';
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      {actions.map((action, index) => (
        <Button key={action} size="small" type={index === 0 && action !== 'cancelled' ? 'primary' : 'default'} onClick={() => setAsking(action)}>
          {TASK_ACTIONS[action]}
        </Button>
      ))}
      {asking && <TaskDialog task={task} action={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

const EXPLANATIONS: Record<Asking, (task: GapTask) => string> = {
  done: (task) => `“${task.targetName}”的数字只随台账变化；办结前请先把记录登记好。`,
  confirmed: () => '确认后任务结束。如果差距还在，可以在差距清单里再次分派。',
  reopened: (task) => `${task.responsible}会看到原因，再办理。`,
  cancelled: (task) => `${task.responsible}会看到原因，任务结束。`,
};

function TaskDialog({ task, action, onClose }: { task: GapTask; action: Asking; onClose: () => void }) {
  const client = useQueryClient();
  const toasts = useToasts();
  async function act(note?: string): Promise<void> {
    const params = { id: task.id };
    const { version } = task;
    if (action === 'done') await call(planRoutes.finishGapTask, { params, body: { version, note } });
    else await call(planRoutes.decideGapTask, { params, body: { version, decision: action, note } });
    await refresh(client, planRoutes.gapTasks, planRoutes.gaps);
    toasts.done(action === 'done' ? '已办结，等待上级单位确认。' : `已${TASK_ACTIONS[action]}。`);
  }
  const common = { open: true, title: `${TASK_ACTIONS[action]}：${task.name}`, confirmText: TASK_ACTIONS[action], onClose };
  const text = <p>{EXPLANATIONS[action](task)}</p>;
  if (action === 'confirmed')
    return (
      <Confirm {...common} onConfirm={() => act()}>
        {text}
      </Confirm>
    );
  return (
    <ConfirmWithReason {...common} danger={action === 'cancelled'} reasonLabel={action === 'done' ? '办了什么' : '原因'} onConfirm={act}>
      {text}
    </ConfirmWithReason>
  );
}
