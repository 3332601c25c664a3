import { useMutation, useQueryClient } from '@tanstack/react-query';
import { indicatorRoutes } from '#modules/indicators/contract/routes.ts';
import type { LastCheck } from '#modules/indicators/contract/check.ts';
import { call } from '#ui/api/call.ts';
import { keyOfCall, useCall } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { useCan } from '#ui/viewer.ts';
import styles from './cockpit.module.css';

/** Whether the figures agree with a recount of every record, and when that was made; it can be made again at once. */
export function SelfCheck() {
  const may = useCan('indicator.check');
  const client = useQueryClient();
  const toasts = useToasts();
  const query = useCall(indicatorRoutes.lastCheck, {}, { enabled: may });
  const again = useMutation({
    mutationFn: () => call(indicatorRoutes.check, {}),
    onSuccess: (answer) => {
      client.setQueryData(keyOfCall(indicatorRoutes.lastCheck, {}), answer);
      toasts.done(answer.check ? sentenceOf(answer.check) : '没有可以核对的数字。');
    },
    onError: toasts.failed,
  });
  if (!may || !query.data) return null;
  const { check } = query.data;
  return (
    <span className={check !== null && check.drifted > 0 ? styles.drifted : undefined}>
      {' · '}
      {check === null ? '数据还没有核对过' : sentenceOf(check)}{' '}
      <button type="button" className={styles.plainButton} disabled={again.isPending} onClick={() => again.mutate()}>
        {again.isPending ? '正在核对……' : '立即核对'}
      </button>
    </span>
  );
}

function sentenceOf({ finishedAt, drifted }: LastCheck): string {
  const when = momentText(finishedAt);
  return drifted === 0 ? `数据 ${when} 已核对一致` : `数据 ${when} 核对，有 ${drifted} 个数字与台账不一致，请告诉系统管理员`;
}
