import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import type { AccessView } from '../contract/borrowed-schemas.ts';
import { ACCESS_STATES, accessTime } from './access-words.ts';
import styles from './accounts.module.css';
import { DecideAccess } from './decide-access.tsx';
import { lentText } from './stand-in-list.tsx';

const COLUMNS: Column<AccessView>[] = [
  { key: 'who', title: '谁', cell: ({ account }) => `${account.name}（${account.office}）` },
  { key: 'where', title: '到哪里', cell: (access) => access.divisionName },
  { key: 'what', title: '做什么', cell: (access) => lentText(access.verbs, access.classes) },
  { key: 'reason', title: '理由', cell: (access) => access.reason },
  { key: 'time', title: '时间', cell: accessTime },
  { key: 'state', title: '状态', cell: (access) => ACCESS_STATES[access.state] },
  { key: 'requested', title: '申请时间', hidden: true, cell: (access) => momentText(access.requestedAt) },
  { key: 'act', title: '办理', cell: (access) => <Act access={access} /> },
];

/** What people from elsewhere may do, or ask to do, in the security administrator's branch. */
export function IncomingAccessesScreen() {
  const pages = usePages(borrowedRoutes.listIncomingAccesses, { query: {} });
  return (
    <Page title="外来人员的临时权限" lead="管辖范围之外的人员要在这里办理工作，由您决定。同意后通知这里的单位，到时自动结束。">
      <Panel title="申请与临时权限" flush>
        <DataTable
          name="incoming-accesses"
          label="外来人员的临时权限"
          columns={COLUMNS}
          pages={pages}
          rowKey={(access) => String(access.id)}
          counted="项"
          empty={<EmptyState title="没有申请">有人申请在您的管辖范围内临时办理工作时，会出现在这里，您也会收到通知。</EmptyState>}
        />
      </Panel>
    </Page>
  );
}

function Act({ access }: { access: AccessView }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [deciding, setDeciding] = useState(false);
  const end = useMutation({
    mutationFn: () => call(borrowedRoutes.endAccess, { params: { id: access.id } }),
    onSuccess: async () => {
      await refresh(client, borrowedRoutes.listIncomingAccesses);
      toasts.done('临时权限已结束，本人会收到通知。');
    },
    onError: toasts.failed,
  });
  if (access.state === 'inForce')
    return (
      <Button size="small" danger loading={end.isPending} onClick={() => end.mutate()}>
        提前结束
      </Button>
    );
  if (access.state !== 'asked') return <span className={styles.none}>{access.note ?? '–'}</span>;
  return (
    <>
      <Button size="small" type="primary" onClick={() => setDeciding(true)}>
        决定
      </Button>
      {deciding && <DecideAccess access={access} onClose={() => setDeciding(false)} />}
    </>
  );
}
