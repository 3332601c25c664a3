import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Answer } from '#ui/api/call.ts';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { accountRoutes } from '../contract/routes.ts';
import styles from './accounts.module.css';
import { CodeDialog } from './code-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpSecondFactor } from './set-up-second-factor.tsx';

type State = Answer<typeof accountRoutes.getSecondFactor>;

/** The own second factor: set up, new recovery codes, take off. */
export function OwnSecondFactor() {
  const client = useQueryClient();
  const query = useCall(accountRoutes.getSecondFactor, {});
  const renew = () => refresh(client, accountRoutes.getSecondFactor, accountRoutes.listSessions);
  return (
    <Loaded query={query}>{(state) => (state.active ? <Active state={state} renew={renew} /> : <SetUpSecondFactor state={state} onDone={renew} />)}</Loaded>
  );
}

function Active({ state, renew }: { state: State; renew: () => Promise<void> }) {
  const toasts = useToasts();
  const [asking, setAsking] = useState<'codes' | 'remove'>();
  const [codes, setCodes] = useState<readonly string[]>();
  async function act(code: string): Promise<void> {
    if (asking === 'codes') setCodes((await call(accountRoutes.renewRecoveryCodes, { body: { code } })).recoveryCodes);
    else await call(accountRoutes.removeSecondFactor, { body: { code } });
    if (asking === 'remove') toasts.done('身份验证器已解除。');
    await renew();
  }
  return (
    <div className={styles.form}>
      <p>
        已启用身份验证器{state.since ? `（${momentText(state.since)}起）` : ''}。登录时，密码之后还要输入它显示的 6 位验证码。
        {state.required && '您的岗位必须使用。'}
      </p>
      <p>
        还有 {state.recoveryCodesLeft} 个恢复码没有用过。{state.recoveryCodesLeft < 3 && '请尽快重新生成。'}
      </p>
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />}
      <div className={styles.filters}>
        <Button onClick={() => setAsking('codes')}>重新生成恢复码</Button>
        <Button danger onClick={() => setAsking('remove')}>
          解除（要换手机）
        </Button>
      </div>
      {asking && (
        <CodeDialog
          title={asking === 'codes' ? '重新生成恢复码' : '解除身份验证器'}
          explanation={
            asking === 'codes' ? '原来的恢复码全部作废。' : state.required ? '解除后，要马上在新手机上重新设置，才能继续办理工作。' : '解除后，登录只用密码。'
          }
          confirmText={asking === 'codes' ? '重新生成' : '解除'}
          onConfirm={act}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
