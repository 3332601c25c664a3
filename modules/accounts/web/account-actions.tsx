import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type Answer, call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { useCan } from '#ui/viewer.ts';
import { accountRoutes } from '../contract/routes.ts';
import type { Account } from '../contract/schemas.ts';
import { InvitationLink } from './invitation-link.tsx';

/** Disable with undo, enable, and a new one-time link. */
export function AccountActions({ account }: { account: Account }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const mayManage = useCan('account.manage');
  const [invitation, setInvitation] = useState<Answer<typeof accountRoutes.inviteAgain>>();
  const params = { id: account.id };
  const renew = () => refresh(client, accountRoutes.getAccount, accountRoutes.listAccounts);
  const enable = useMutation({ mutationFn: () => call(accountRoutes.enableAccount, { params }), onSuccess: renew, onError: toasts.failed });
  const disable = useMutation({
    mutationFn: () => call(accountRoutes.disableAccount, { params }),
    onSuccess: async () => {
      await renew();
      toasts.done(`${account.displayName} 的账号已停用，登录已退出。`, () => enable.mutateAsync());
    },
    onError: toasts.failed,
  });
  const invite = useMutation({ mutationFn: () => call(accountRoutes.inviteAgain, { params }), onSuccess: setInvitation, onError: toasts.failed });
  if (!mayManage) return null;
  return (
    <>
      {account.state !== 'disabled' && (
        <Button loading={invite.isPending} onClick={() => invite.mutate()}>
          重发一次性链接
        </Button>
      )}
      {account.state === 'disabled' ? (
        <Button loading={enable.isPending} onClick={() => enable.mutate()}>
          恢复账号
        </Button>
      ) : (
        <Button danger loading={disable.isPending} onClick={() => disable.mutate()}>
          停用账号
        </Button>
      )}
      {invitation && <InvitationLink invitation={invitation} onClose={() => setInvitation(undefined)} />}
    </>
  );
}
