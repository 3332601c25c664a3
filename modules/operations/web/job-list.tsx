import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { Lines } from '#ui/layout/lines.tsx';
import { operationRoutes } from '../contract/routes.ts';
import type { ScheduledJob } from '../contract/schemas.ts';
import { outcomeOf, STATE_WORDS } from './run-words.ts';

/** Every background job: when it runs, how the last run went, and a button to run it now. */
export function JobList({ jobs }: { jobs: readonly ScheduledJob[] }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const start = useMutation({
    mutationFn: ({ job }: ScheduledJob) => call(operationRoutes.startJob, { params: { job } }),
    onSuccess: async (_answer, { title }) => {
      await refresh(client, operationRoutes.listJobs, operationRoutes.listJobRuns);
      toasts.done(`“${title}”已排队，几秒内开始。`);
    },
    onError: toasts.failed,
  });
  return (
    <Lines>
      {jobs.map((job) => (
        <li key={job.job}>
          <span>
            <Link to="/operations/runs" search={{ job: job.job }}>
              {job.title}
            </Link>
            <small>
              {job.nightlyAt === null || job.nextRunAt === null ? '只在需要时运行' : `每天 ${job.nightlyAt}（北京时间），下一次 ${momentText(job.nextRunAt)}`}
            </small>
            <small>{lastText(job)}</small>
          </span>
          <StatusMark {...STATE_WORDS[job.state]} />
          <Button size="small" loading={start.isPending && start.variables.job === job.job} onClick={() => start.mutate(job)}>
            立即运行
          </Button>
        </li>
      ))}
    </Lines>
  );
}

function lastText({ last, doneAt }: ScheduledJob): string {
  if (!last) return '还没有运行过';
  const text = `最近一次 ${momentText(last.startedAt)}，${outcomeOf(last).word}`;
  return last.outcome === 'failed' && doneAt !== null ? `${text}；上一次成功 ${momentText(doneAt)}` : text;
}
