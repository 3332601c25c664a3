import { Link } from '@tanstack/react-router';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Page } from '#ui/layout/page.tsx';

/** The address names a register that does not exist. */
export function NoRegister() {
  return (
    <Page title="没有这个台账">
      <EmptyState title="地址可能写错了。" action={<Link to="/evidence">全部台账</Link>}>
        请从全部台账里选择。
      </EmptyState>
    </Page>
  );
}
