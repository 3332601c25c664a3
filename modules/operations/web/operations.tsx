import { Link } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { operationRoutes } from '../contract/routes.ts';
import { DeadJobs } from './dead-jobs.tsx';
import { HealthList } from './health-list.tsx';
import { JobList } from './job-list.tsx';
import { SlowList } from './slow-list.tsx';

const EVERY_MS = 15_000;

/** What the person on duty looks at first. */
export function OperationsScreen() {
  const jobs = useCall(operationRoutes.listJobs, {}, { every: EVERY_MS });
  const health = useCall(operationRoutes.health, {}, { every: EVERY_MS });
  return (
    <Page title="运行状况" lead="平台自己的状况：哪里正常、哪里要处理、怎么处理。每 15 秒自动更新。">
      <Panel title="平台状况">
        <Loaded query={health}>{({ items }) => <HealthList items={items} />}</Loaded>
      </Panel>
      <Panel title="需要处理的任务">
        <Loaded query={jobs}>
          {({ isRunning, dead }) =>
            isRunning ? (
              <DeadJobs dead={dead} />
            ) : (
              <Notice tone="problem">后台任务没有启动：数据库账号不能建立任务队列。请让数据库管理员授权后重新启动平台。</Notice>
            )
          }
        </Loaded>
      </Panel>
      <Panel title="后台任务" actions={<Link to="/operations/runs">运行记录</Link>}>
        <Loaded query={jobs}>{({ jobs: list }) => <JobList jobs={list} />}</Loaded>
      </Panel>
      <Panel title="慢语句">
        <Loaded query={health}>{({ slow }) => <SlowList slow={slow} />}</Loaded>
      </Panel>
    </Page>
  );
}
