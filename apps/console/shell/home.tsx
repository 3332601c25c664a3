import { Navigate } from '@tanstack/react-router';
import { EmptyState, Skeleton } from '#ui/feedback/notice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { mayOpen, useViewer } from '#ui/viewer.ts';
import { menuOf } from './menu.ts';
import { useCurrentPlan } from './use-current-plan.ts';

/** Leads to the first thing the post is for: the cockpit, else the first entry of its menu. */
export function HomeScreen() {
  const viewer = useViewer();
  const plan = useCurrentPlan();
  if (mayOpen(viewer, 'plan.read') && plan === null) return <Skeleton lines={6} label="正在打开驾驶舱" />;
  const entries = menuOf(plan, viewer).flatMap((group) => group.entries);
  // administrators may look at divisions too, but their work is accounts or audit
  const first = entries.find((entry) => entry.to !== '/divisions') ?? entries[0];
  if (first) return <Navigate to={first.to} params={first.params ?? {}} replace />;
  return (
    <Page title="欢迎">
      <Panel title="还没有岗位">
        <EmptyState title="您的账号还没有岗位，暂时没有可以办理的工作。">请联系本单位的安全管理员，为您授予岗位；授予后重新打开这一页即可。</EmptyState>
      </Panel>
    </Page>
  );
}
