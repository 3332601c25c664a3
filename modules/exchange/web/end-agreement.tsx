import { useQueryClient } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Agreement, SettledHow } from '../contract/agreement.ts';
import { exchangeRoutes } from '../contract/routes.ts';
import styles from './exchange.module.css';

/** Either side ends it, with a reason; the receiver says what becomes of what came. */
export function EndAgreement({ agreement: { id, side, rows } }: { agreement: Agreement }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [ending, setEnding] = useState(false);
  const [received, setReceived] = useState<SettledHow>('removed');
  const hasReceived = side === 'receiver' && rows.accepted > 0;
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
          await call(exchangeRoutes.end, { params: { id }, body: { reason, ...(hasReceived ? { received } : {}) } });
          await refresh(client, exchangeRoutes.get, exchangeRoutes.list);
          toasts.done('约定已结束，写入审计记录。');
        }}
      >
        <p>{side === 'sender' ? '之后不再向对方报送。已经报送的，由对方决定移出还是留下。' : '之后不再收对方的报送，这个地方的台账改由本平台录入。'}</p>
        {hasReceived && (
          <>
            <p id="received-label">已经收到的记录计在本平台的数字里，结束以后没有人再更新和核对：</p>
            <Radio.Group
              className={styles.settling}
              aria-labelledby="received-label"
              value={received}
              onChange={(event) => setReceived(event.target.value as SettledHow)}
              options={[
                { value: 'removed', label: '从本平台移出，不再计入数字（内容留在历史里，重新约定后可以再报送来）' },
                { value: 'kept', label: '留下，改由本平台录入和修改；台账的列表上注明结束的日期' },
              ]}
            />
          </>
        )}
      </ConfirmWithReason>
    </>
  );
}
