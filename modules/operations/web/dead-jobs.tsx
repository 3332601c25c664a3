import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Lines } from '#ui/layout/lines.tsx';
import { operationRoutes } from '../contract/routes.ts';
import type { DeadJob } from '../contract/schemas.ts';
import styles from './operations.module.css';

/** Jobs that failed to the end: why, and the two things that can be done. */
export function DeadJobs({ dead }: { dead: readonly DeadJob[] }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [dismissing, setDismissing] = useState<DeadJob>();
  const renew = () => refresh(client, operationRoutes.listJobs, operationRoutes.listJobRuns, operationRoutes.health);
  const again = useMutation({
    mutationFn: ({ id }: DeadJob) => call(operationRoutes.runDeadJob, { params: { id } }),
    onSuccess: async (_answer, job) => {
      await renew();
      toasts.done(`“${job.title}”已重新排队，几秒内开始。`);
    },
    onError: toasts.failed,
  });
  if (dead.length === 0) return <Notice tone="info">没有需要处理的任务。任务失败会自动再试，约半小时内试 8 次都不成功的才会出现在这里。</Notice>;
  return (
    <>
      <Lines>
        {dead.map((job) => (
          <DeadJobLine
            key={job.id}
            job={job}
            isBusy={again.isPending && again.variables.id === job.id}
            onAgain={() => again.mutate(job)}
            onDismiss={() => setDismissing(job)}
          />
        ))}
      </Lines>
      <ConfirmWithReason
        open={dismissing !== undefined}
        title={`放弃“${dismissing?.title ?? ''}”`}
        confirmText="放弃这一次"
        danger
        onClose={() => setDismissing(undefined)}
        onConfirm={async (reason) => {
          if (!dismissing) return;
          await call(operationRoutes.dismissDeadJob, { params: { id: dismissing.id }, body: { reason } });
          await renew();
          toasts.done('已放弃，写入审计记录。');
        }}
      >
        <p>这一次不再运行；每天定时的任务到时候仍会照常运行。</p>
      </ConfirmWithReason>
    </>
  );
}

interface DeadJobLineProps {
  job: DeadJob;
  isBusy: boolean;
  onAgain: () => void;
  onDismiss: () => void;
}

function DeadJobLine({ job, isBusy, onAgain, onDismiss }: DeadJobLineProps) {
  return (
    <li>
      <span>
        {job.title}
        <small>
          {momentText(job.since)} 排入，试了 {job.attempts} 次都失败。最后一次的原因：{job.error}
        </small>
        <small>先排除原因（例如数据库或外部系统没有恢复、磁盘已满），再重新运行；确定不用再做时才放弃。</small>
      </span>
      <span className={styles.buttons}>
        <Button type="primary" loading={isBusy} onClick={onAgain}>
          重新运行
        </Button>
        <Button danger onClick={onDismiss}>
          放弃
        </Button>
      </span>
    </li>
  );
}
