import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call, download } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Agreement } from '../contract/agreement.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import styles from './exchange.module.css';

/** What can be done now: the sender confirms, sends, mends; either side takes the report and ends it. */
export function AgreementActions({ agreement: { id, side, state, differing, comparedAt } }: { agreement: Agreement }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [ending, setEnding] = useState(false);
  const params = { id };
  const renew = () => refresh(client, exchangeRoutes.get, exchangeRoutes.list);
  const act = useMutation({
    mutationFn: async (what: 'accept' | 'send' | 'mend') => {
      if (what === 'mend') return `${(await call(exchangeRoutes.mend, { params })).rows} 条作为更正重新报送，几秒内开始。`;
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
      {isSending && (differing ?? 0) > 0 && (
        <Button loading={act.isPending} onClick={() => act.mutate('mend')}>
          补送不一致的记录
        </Button>
      )}
      {comparedAt !== null && <Button onClick={() => void download(exchangeRoutes.workbook, { params }).catch(toasts.failed)}>核对报告（Excel）</Button>}
      {state !== 'ended' && (
        <Button danger onClick={() => setEnding(true)}>
          结束约定
        </Button>
      )}
      <ConfirmWithReason
        open={ending}
        title="结束这份报送约定"
        confirmText="结束约定"
        danger
        onClose={() => setEnding(false)}
        onConfirm={async (reason) => {
          await call(exchangeRoutes.end, { params, body: { reason } });
          await renew();
          toasts.done('约定已结束，写入审计记录。');
        }}
      >
        <p>{side === 'sender' ? '之后不再向对方报送。已经报送的，由对方保留。' : '之后不再收对方的报送。已经收到的记录留下来，改由本平台录入和修改。'}</p>
      </ConfirmWithReason>
    </span>
  );
}
