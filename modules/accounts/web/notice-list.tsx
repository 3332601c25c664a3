import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { LoadedItems } from '#ui/feedback/loaded-items.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { Lines } from '#ui/layout/lines.tsx';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import { NOTICE_KINDS, type NoticeView } from '../contract/borrowed-schemas.ts';
import { accountRoutes } from '../contract/routes.ts';
import styles from './accounts.module.css';

/** Notices to the own account and office, the newest first. */
export function NoticeListScreen() {
  const client = useQueryClient();
  const toasts = useToasts();
  const pages = usePages(borrowedRoutes.listNotices, { query: {} });
  const [newest] = pages.items ?? [];
  const read = useMutation({
    mutationFn: (upTo: NoticeView) => call(borrowedRoutes.readNotices, { params: { id: upTo.id } }),
    onSuccess: () => refresh(client, borrowedRoutes.listNotices, accountRoutes.getSession),
    onError: toasts.failed,
  });
  const hasUnread = pages.items?.some((notice) => !notice.read) ?? false;
  const button = newest && hasUnread && (
    <Button loading={read.isPending} onClick={() => read.mutate(newest)}>
      全部标为已读
    </Button>
  );
  return (
    <Page title="通知" lead="给您本人和本单位的通知：岗位与权限、委托与代理、临时权限，以及快到期限和逾期的申请有几件。" actions={button}>
      <Panel title="全部通知">
        <LoadedItems
          pages={pages}
          lines={6}
          empty={
            <EmptyState title="还没有通知">别人委托给您工作、调整您的岗位，有人到本单位的范围内办理，或有申请快到期限、已经逾期时，会在这里告诉您。</EmptyState>
          }
        >
          {(items) => <Notices items={items} />}
        </LoadedItems>
      </Panel>
    </Page>
  );
}

function Notices({ items }: { items: readonly NoticeView[] }) {
  return (
    <Lines>
      {items.map((notice) => (
        <li key={notice.id}>
          <span className={notice.read ? undefined : styles.unread}>
            {notice.body}
            <small>
              {NOTICE_KINDS[notice.kind]} · {momentText(notice.createdAt)}
            </small>
          </span>
          {!notice.read && (
            <span className={styles.state} data-open>
              未读
            </span>
          )}
        </li>
      ))}
    </Lines>
  );
}
