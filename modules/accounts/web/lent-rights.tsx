import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { LoadedItems } from '#ui/feedback/loaded-items.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { Lines } from '#ui/layout/lines.tsx';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import type { AccessView } from '../contract/borrowed-schemas.ts';
import { accountRoutes } from '../contract/routes.ts';
import { ACCESS_STATES, accessTime } from './access-words.ts';
import styles from './accounts.module.css';
import { AskAccess } from './ask-access.tsx';
import { Delegate } from './delegate.tsx';
import { lentText, StandInList } from './stand-in-list.tsx';

/** What one lent, borrowed and asked for. Administrators lend nothing, and nothing is lent on. */
export function LentRightsScreen() {
  const session = useCall(accountRoutes.getSession, {});
  const mayLend = session.data?.account.duty === 'business' && session.data.post !== null && session.data.borrowed === null;
  return (
    <Page title="委托与临时权限" lead="不在岗时，把一部分工作委托给同事；要到管辖范围之外办理，先申请。都有期限，到时自动收回，并写入审计记录。">
      <StandIns mayLend={mayLend} />
      <Accesses mayAsk={mayLend} />
    </Page>
  );
}

function StandIns({ mayLend }: { mayLend: boolean }) {
  const [lending, setLending] = useState(false);
  const query = useCall(borrowedRoutes.listStandIns, {});
  return (
    <Panel title="委托与代理" actions={mayLend && <Button onClick={() => setLending(true)}>委托同事代办</Button>}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="没有委托，也没有代理">
              休假、外出时可以把正在使用的岗位的一部分权限委托给同事；别人委托给您的，在右上角的菜单里切换使用。
            </EmptyState>
          ) : (
            <StandInList items={items} mayEnd />
          )
        }
      </Loaded>
      {lending && <Delegate onClose={() => setLending(false)} />}
    </Panel>
  );
}

function Accesses({ mayAsk }: { mayAsk: boolean }) {
  const [asking, setAsking] = useState(false);
  const pages = usePages(borrowedRoutes.listAccesses, { query: {} });
  return (
    <Panel title="管辖范围之外的临时权限" actions={mayAsk && <Button onClick={() => setAsking(true)}>申请临时权限</Button>}>
      <LoadedItems
        pages={pages}
        lines={3}
        empty={<EmptyState title="没有申请过">要在管辖范围之外办理工作时，写明理由和时长提交申请，由那里的安全管理员决定。</EmptyState>}
      >
        {(items) => (
          <Lines>
            {items.map((access) => (
              <AccessLine key={access.id} access={access} />
            ))}
          </Lines>
        )}
      </LoadedItems>
      {asking && <AskAccess onClose={() => setAsking(false)} />}
    </Panel>
  );
}

function AccessLine({ access }: { access: AccessView }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const end = useMutation({
    mutationFn: () => call(borrowedRoutes.endAccess, { params: { id: access.id } }),
    onSuccess: async () => {
      await refresh(client, borrowedRoutes.listAccesses);
      toasts.done(access.state === 'asked' ? '申请已撤回。' : '临时权限已结束。');
    },
    onError: toasts.failed,
  });
  return (
    <li>
      <span>
        {access.divisionName} · {accessTime(access)}
        <small>{lentText(access.verbs, access.classes)}</small>
        <small>
          {momentText(access.requestedAt)} 申请。理由：{access.reason}
          {access.note && `。答复：${access.note}`}
        </small>
      </span>
      <span className={styles.row}>
        <span className={styles.state} data-open={access.state === 'inForce'}>
          {ACCESS_STATES[access.state]}
        </span>
        {(access.state === 'asked' || access.state === 'inForce') && (
          <Button size="small" danger loading={end.isPending} onClick={() => end.mutate()}>
            {access.state === 'asked' ? '撤回申请' : '提前结束'}
          </Button>
        )}
      </span>
    </li>
  );
}
