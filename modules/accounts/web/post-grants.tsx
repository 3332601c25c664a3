import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type Answer, call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { EmptyState, Notice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { DATA_CLASSES } from '#shared/data-class.ts';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import { PERMISSION_NAMES, PERMISSIONS } from '../contract/permissions.ts';
import { presetGrants, roleOf } from '../contract/roles.ts';
import { accountRoutes } from '../contract/routes.ts';
import type { Account, Post } from '../contract/schemas.ts';
import styles from './accounts.module.css';
import { GrantTable, isSame, type Ticked, tickedOf } from './grant-table.tsx';

type Grants = Answer<typeof borrowedRoutes.getPostGrants>;

/** What one post may do, over which data; the security administrator ticks what differs from the role. */
export function PostGrantsScreen() {
  const { id, post: postId } = useParams({ strict: false }) as { id: string; post: string };
  const query = useCall(accountRoutes.getAccount, { params: { id } });
  return (
    <LoadedPage title="岗位权限" query={query}>
      {(account) => <PostGrants account={account} post={account.posts.find((post) => String(post.id) === postId)} />}
    </LoadedPage>
  );
}

function PostGrants({ account, post }: { account: Account; post: Post | undefined }) {
  const crumbs = [
    { key: 'list', label: '单位与账号', to: '/accounts' },
    { key: 'account', label: account.displayName, to: `/accounts/${account.id}` },
    { key: 'here', label: '岗位权限' },
  ];
  return (
    <Page
      title="岗位权限"
      above={<Breadcrumb label="位置" crumbs={crumbs} />}
      lead={post && `${account.displayName} · ${post.roleName} · ${post.divisionName}`}
    >
      {post ? (
        <OfPost account={account} post={post} />
      ) : (
        <Panel title="没有找到这个岗位">
          <EmptyState title="它可能已经收回，或不在您的管辖范围内。">请回到账号页面重新选择。</EmptyState>
        </Panel>
      )}
    </Page>
  );
}

function OfPost({ account, post }: { account: Account; post: Post }) {
  const query = useCall(borrowedRoutes.getPostGrants, { params: { id: post.id } });
  return (
    <Loaded query={query} lines={12}>
      {(grants) => <Grants key={JSON.stringify(grants.grants)} account={account} post={post} grants={grants} />}
    </Loaded>
  );
}

function presetOf(post: Post): Ticked {
  const role = roleOf(post.role);
  return role ? Object.fromEntries(presetGrants(role)) : {};
}

function Grants({ account, post, grants }: { account: Account; post: Post; grants: Grants }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const held = tickedOf(grants.grants);
  const grantable = tickedOf(grants.grantable);
  const preset = presetOf(post);
  const [ticked, setTicked] = useState<Ticked>(held);
  const [saving, setSaving] = useState(false);
  const isReadOnly = grants.grantable.length === 0;
  const verbs = PERMISSION_NAMES.flatMap((verb) => {
    const classes = DATA_CLASSES.filter((name) => grantable[verb]?.includes(name) || held[verb]?.includes(name));
    return classes.length > 0 ? [{ verb, name: PERMISSIONS[verb], classes }] : [];
  });
  async function save(reason: string): Promise<void> {
    const wanted = Object.fromEntries(Object.entries(ticked).filter(([, classes]) => classes.length > 0));
    await call(borrowedRoutes.setPostGrants, { params: { id: post.id }, body: { grants: wanted, reason } });
    await refresh(client, borrowedRoutes.getPostGrants);
    toasts.done('权限已调整，以这个岗位的登录已退出。');
  }
  return (
    <>
      {isReadOnly && <Notice tone="info">这里只能查看。岗位权限由管辖这里的安全管理员调整，任何人都不能调整自己的岗位。</Notice>}
      <Panel
        title="权限与信息范围"
        flush
        actions={
          !isReadOnly && (
            <div className={styles.filters}>
              <Button disabled={isSame(ticked, preset)} onClick={() => setTicked(preset)}>
                恢复角色原有的权限
              </Button>
              <Button type="primary" disabled={isSame(ticked, held)} onClick={() => setSaving(true)}>
                保存
              </Button>
            </div>
          )
        }
      >
        <GrantTable verbs={verbs} ticked={ticked} preset={preset} grantable={grantable} onChange={setTicked} />
      </Panel>
      <ConfirmWithReason open={saving} title="调整岗位权限" confirmText="保存" onConfirm={save} onClose={() => setSaving(false)}>
        <p>保存后，{account.displayName} 以这个岗位的登录立即退出，重新登录后按新的权限办理；代理这个岗位的人也一样。</p>
      </ConfirmWithReason>
    </>
  );
}
