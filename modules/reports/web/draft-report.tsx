import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { reportRoutes } from '../contract/routes.ts';
import { periodName } from './report-periods.ts';

/** Drafts the report of one's own division: freezes the figures and writes the four parts. */
export function DraftReport({ plan, period }: { plan: { id: string; shortName: string }; period: string }) {
  const mayDraft = useCan('report.draft');
  const { division, divisionName } = useViewer();
  const client = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  const draft = useMutation({
    mutationFn: () => call(reportRoutes.draft, { body: { plan: plan.id, period, ...(division === null ? {} : { division }) } }),
    onSuccess: async (report) => {
      await refresh(client, reportRoutes.list, reportRoutes.duties);
      await navigate({ to: '/reports/$id', params: { id: String(report.id) } });
    },
    onError: toasts.failed,
  });
  if (!mayDraft) return null;
  return (
    <Button type="primary" loading={draft.isPending} onClick={() => draft.mutate()}>
      起草{divisionName}
      {periodName(period)}报告
    </Button>
  );
}
