import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { Lines } from '#ui/layout/lines.tsx';
import { KNOWN_BROWSERS } from '../contract/limits.ts';
import { accountRoutes } from '../contract/routes.ts';
import { PasswordForm } from './password-form.tsx';
import { OwnSecondFactor } from './second-factor.tsx';

/** Own password, second factor and sessions. */
export function OwnAccountScreen() {
  const toasts = useToasts();
  return (
    <Page title="我的账号">
      <Panel title="修改密码">
        <PasswordForm onChanged={() => toasts.done('密码已修改，您在别处的登录已退出。')} />
      </Panel>
      <Panel title="两步登录">
        <OwnSecondFactor />
      </Panel>
      <Panel title="我在各处的登录">
        <p>别人乱试您的密码，不影响您在最近登录过的 {KNOWN_BROWSERS} 个浏览器里登录。让某一处退出，或者修改密码，那里就不再算登录过。</p>
        <OwnSessions />
      </Panel>
    </Page>
  );
}

function OwnSessions() {
  const client = useQueryClient();
  const toasts = useToasts();
  const query = useCall(accountRoutes.listSessions, {});
  const end = useMutation({
    mutationFn: (id: string) => call(accountRoutes.endSession, { params: { id } }),
    onSuccess: async () => {
      await refresh(client, accountRoutes.listSessions);
      toasts.done('那一处的登录已退出。');
    },
    onError: toasts.failed,
  });
  return (
    <Loaded query={query}>
      {({ items }) => (
        <Lines>
          {items.map((session) => (
            <li key={session.id}>
              <span>
                {momentText(session.startedAt)} 登录，最近使用 {momentText(session.seenAt)}
                <small>
                  来自 {session.origin} · {session.userAgent}
                </small>
              </span>
              {session.current ? <em>正在使用</em> : <Button onClick={() => end.mutate(session.id)}>让它退出</Button>}
            </li>
          ))}
        </Lines>
      )}
    </Loaded>
  );
}
