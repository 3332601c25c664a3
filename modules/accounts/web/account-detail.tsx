import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { addDays, type Day, dayInWords } from '#shared/day.ts';
import { useCan, useViewer } from '#ui/viewer.ts';
import { Lines } from '#ui/layout/lines.tsx';
import { DUTY_NAMES } from '../contract/roles.ts';
import { accountRoutes } from '../contract/routes.ts';
import type { Account, Post } from '../contract/schemas.ts';
import { AccountStandIns } from './account-stand-ins.tsx';
import { AppointActing } from './appoint-acting.tsx';
import { AccountActions } from './account-actions.tsx';
import { STATE_NAMES } from './account-words.ts';
import styles from './accounts.module.css';
import { FactorReset } from './factor-reset.tsx';
import { NewPost } from './new-post.tsx';

/** One account: its state, its posts, and what may be done with it. */
export function AccountDetailScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(accountRoutes.getAccount, { params: { id } });
  return (
    <LoadedPage title="账号" query={query}>
      {(account) => <AccountDetail account={account} />}
    </LoadedPage>
  );
}

function AccountDetail({ account }: { account: Account }) {
  const crumbs = [
    { key: 'list', label: '单位与账号', to: '/accounts' },
    { key: 'here', label: account.name },
  ];
  const lead = `${account.name} · ${account.office.name} · ${DUTY_NAMES[account.duty]} · ${STATE_NAMES[account.state]}`;
  return (
    <Page title={account.displayName} above={<Breadcrumb label="位置" crumbs={crumbs} />} lead={lead} actions={<AccountActions account={account} />}>
      <Posts account={account} />
      <AccountStandIns account={account} />
      <FactorReset account={account} />
    </Page>
  );
}

function Posts({ account }: { account: Account }) {
  const mayGrant = useCan('security.manage');
  const [granting, setGranting] = useState(false);
  return (
    <Panel title="岗位" actions={mayGrant && account.state !== 'disabled' && <Button onClick={() => setGranting(true)}>授予岗位</Button>}>
      {account.posts.length === 0 && <EmptyState title="还没有岗位">没有岗位的账号登录后不能办理任何工作。岗位由安全管理员授予。</EmptyState>}
      <Lines>
        {account.posts.map((post) => (
          <PostLine key={post.id} account={account} post={post} />
        ))}
      </Lines>
      {granting && <NewPost account={account} onClose={() => setGranting(false)} />}
    </Panel>
  );
}

function PostLine({ account, post }: { account: Account; post: Post }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const { today } = useViewer();
  const mayEnd = useCan('security.manage');
  const [appointing, setAppointing] = useState(false);
  const isComing = post.beginsOn > today;
  const end = useMutation({
    mutationFn: () => call(accountRoutes.endPost, { params: { id: post.id } }),
    onSuccess: async () => {
      await refresh(client, accountRoutes.getAccount, accountRoutes.listAccounts);
      toasts.done('岗位已收回，以它的登录已退出。');
    },
    onError: toasts.failed,
  });
  return (
    <li>
      <span>
        {post.divisionName} · {post.roleName}
        <small>
          {dayInWords(post.beginsOn)}起{post.endsOn ? `，至${dayInWords(lastDayOf(post.beginsOn, post.endsOn))}` : ''}
          {post.inForce ? '' : isComing ? '（还没开始）' : '（已结束）'}
        </small>
      </span>
      {(post.inForce || isComing) && (
        <span className={styles.row}>
          <Link to="/accounts/$id/posts/$post" params={{ id: String(account.id), post: String(post.id) }}>
            权限
          </Link>
          {mayEnd && post.inForce && <Button onClick={() => setAppointing(true)}>指定代理人</Button>}
          {mayEnd && (
            <Button danger loading={end.isPending} onClick={() => end.mutate()}>
              收回岗位
            </Button>
          )}
        </span>
      )}
      {appointing && <AppointActing account={account} post={post} onClose={() => setAppointing(false)} />}
    </li>
  );
}

/** A post ended on its first day was held on none; its first day stands for it. */
function lastDayOf(beginsOn: Day, endsOn: Day): Day {
  return endsOn > beginsOn ? addDays(endsOn, -1) : beginsOn;
}
