import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { accountRoutes } from '../contract/routes.ts';
import type { Account } from '../contract/schemas.ts';

/** A lost second factor: one administrator asks, the other agrees. */
export function FactorReset({ account }: { account: Account }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const mayAsk = useCan('account.manage');
  const mayAgree = useCan('security.manage');
  const [asking, setAsking] = useState(false);
  const params = { id: account.id };
  const query = useCall(accountRoutes.getFactorReset, { params });
  const renew = () => refresh(client, accountRoutes.getAccount, accountRoutes.listAccounts, accountRoutes.getFactorReset);
  const agree = useMutation({
    mutationFn: () => call(accountRoutes.agreeToFactorReset, { params }),
    onSuccess: async () => {
      await renew();
      toasts.done(`${account.displayName} 的身份验证器已解除，登录已退出。`);
    },
    onError: toasts.failed,
  });
  async function ask(reason: string): Promise<void> {
    await call(accountRoutes.requestFactorReset, { params, body: { reason } });
    await renew();
    toasts.done('申请已提交，请安全管理员在这个页面同意。');
  }
  if (!account.hasSecondFactor) return null;
  return (
    <Panel title="身份验证器" actions={mayAsk && <Button onClick={() => setAsking(true)}>申请解除</Button>}>
      <Loaded query={query}>
        {({ request }) =>
          request ? (
            <p>
              {request.requestedBy} 申请解除（{request.reason}），{momentText(request.expiresAt)} 前有效。
              {mayAgree && (
                <Button danger loading={agree.isPending} onClick={() => agree.mutate()}>
                  同意解除
                </Button>
              )}
            </p>
          ) : (
            <p>已启用。本人手机和恢复码都丢失时，由系统管理员申请、安全管理员同意后解除；请先当面或电话核实是本人。</p>
          )
        }
      </Loaded>
      <ConfirmWithReason open={asking} title="申请解除身份验证器" confirmText="提交申请" onConfirm={ask} onClose={() => setAsking(false)}>
        <p>同意以后，{account.displayName} 的登录全部退出，下次登录时重新设置身份验证器。</p>
      </ConfirmWithReason>
    </Panel>
  );
}
