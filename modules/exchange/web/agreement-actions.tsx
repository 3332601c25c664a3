import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { call, download } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Agreement } from '../contract/agreement.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import { EndAgreement } from './end-agreement.tsx';
import styles from './exchange.module.css';

/** What can be done now: the sender confirms, sends, mends; either side takes the report and ends it. */
export function AgreementActions({ agreement }: { agreement: Agreement }) {
  const { id, side, state, differing, comparedAt, rows } = agreement;
  const client = useQueryClient();
  const toasts = useToasts();
  const params = { id };
  const renew = () => refresh(client, exchangeRoutes.get, exchangeRoutes.list);
  const act = useMutation({
    mutationFn: async (what: 'accept' | 'send' | 'mend') => {
      if (what === 'mend') return `${(await call(exchangeRoutes.mend, { params })).rows} 条重新报送，几秒内开始。`;
      await call(exchangeRoutes[what], { params });
      return what === 'accept' ? '已确认，几秒内开始报送。' : '几秒内开始报送，然后核对。';
    },
    onSuccess: async (told) => {
      await renew();
      toasts.done(told);
    },
    onError: toasts.failed,
  });
  const isSending = side === 'sender' && state === 'active';
  return (
    <span className={styles.buttons}>
      {side === 'sender' && state === 'offered' && (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate('accept')}>
          确认并开始报送
        </Button>
      )}
      {isSending && (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate('send')}>
          报送并核对
        </Button>
      )}
      {isSending && comparedAt !== null && ((differing ?? 0) > 0 || rows.refused > 0) && (
        <Button loading={act.isPending} onClick={() => act.mutate('mend')}>
          {rows.refused > 0 ? '补送不一致和退回的记录' : '补送不一致的记录'}
        </Button>
      )}
      {comparedAt !== null && <Button onClick={() => void download(exchangeRoutes.workbook, { params }).catch(toasts.failed)}>核对报告（Excel）</Button>}
      {state !== 'ended' && <EndAgreement agreement={agreement} />}
    </span>
  );
}
