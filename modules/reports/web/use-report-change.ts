import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { keyOfCall, refresh } from '#ui/api/use-call.ts';
import type { Report } from '../contract/report.ts';
import { reportRoutes } from '../contract/routes.ts';

/** A change of a report; its answer is the report as it stands after it. */
export function useReportChange<V>(change: (values: V) => Promise<Report>, onDone?: (report: Report) => void): UseMutationResult<Report, Error, V> {
  const client = useQueryClient();
  return useMutation<Report, Error, V>({
    mutationFn: change,
    onSuccess: async (report) => {
      client.setQueryData(keyOfCall(reportRoutes.get, { params: { id: String(report.id) } }), report);
      await refresh(client, reportRoutes.list, reportRoutes.duties);
      onDone?.(report);
    },
  });
}
