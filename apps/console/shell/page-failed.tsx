import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { Page } from '#ui/layout/page.tsx';

/** A screen that broke or could not be fetched. After an update of the server the old files are gone: loading anew helps. */
export function PageFailed({ error }: { error: unknown }) {
  return (
    <Page title="页面没有打开">
      <ProblemNotice error={error} />
      <p>
        <Button onClick={() => window.location.reload()}>重新打开这一页</Button>
      </p>
    </Page>
  );
}

export function PageMissing() {
  return (
    <Page title="没有这个页面">
      <EmptyState title="地址可能写错了，或页面已经移走" action={<Link to="/">回到首页</Link>}>
        请从菜单进入，或检查网址。
      </EmptyState>
    </Page>
  );
}
