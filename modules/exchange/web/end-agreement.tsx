import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Agreement } from '../contract/agreement.ts';
import { exchangeRoutes } from '../contract/routes.ts';

/** Either side ends it, with a reason. */
export function EndAgreement({ agreement: { id, side } }: { agreement: Agreement }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [ending, setEnding] = useState(false);
  return (
    <>
      <Button danger onClick={() => setEnding(true)}>
        结束约定
      </Button>
      <ConfirmWithReason
        open={ending}
        title="结束这份报送约定"
        confirmText="结束约定"
        danger
        onClose={() => setEnding(false)}
        onConfirm={async (reason) => {
          await call(exchangeRoutes.end, { params: { id }, body: { reason } });
          await refresh(client, exchangeRoutes.get, exchangeRoutes.list);
          toasts.done('约定已结束，写入审计记录。');
        }}
      >
        <p>{side === 'sender' ? '之后不再向对方报送。已经报送的，由对方保留。' : '之后不再收对方的报送。已经收到的记录留下来，改由本平台录入和修改。'}</p>
      </ConfirmWithReason>
    </>
  );
}
